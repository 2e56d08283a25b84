"""Templates that use what docxtpl documents, as its documentation shows it, with data that is not ours."""

from __future__ import annotations

from tests.material.small_word import add_table, first_section, in_bytes, word_file


def features() -> dict[str, bytes]:
    """Templates with the features that docxtpl documents."""
    plain = word_file(
        "{{r rich }}",
        "{{p sub }}",
        "{{ picture }}",
        "{%r if x %}{{ y }}{%r endif %}",
        "{%p if x %}",
        "x",
        "{%p endif %}",
    )
    table = word_file()
    add_table(
        table,
        ("{% colspan n %}Head", "{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"),
        ("{%tr for row in rows %}", "", "", ""),
        ("{% cellbg row.colour %}{{ row.name }}", "{% vm %}{{ row.a }}", "{{ row.b }}", "x"),
        ("{%tr endfor %}", "", "", ""),
    )
    merged = word_file()
    add_table(merged, ("{%tc for c in columns %}", "{% hm %}Title", "{%tc endfor %}"), ("a", "b", "c"))
    head = word_file("{# remark #}", "{%- if x -%}x{%- endif -%}")
    first_section(head).header.paragraphs[0].text = "{{ title }}"
    first_section(head).footer.paragraphs[0].text = "{{ page }} {{r rich }}"
    nested = word_file("{%p for a in rows %}", "{%p for b in a.cells %}", "{{ b }}", "{%p endfor %}", "{%p endfor %}")
    over = word_file("{% if x %}One", "Two{% endif %}")
    return {
        name: in_bytes(document)
        for name, document in {
            "text": plain, "table": table, "merge": merged, "head": head, "nested": nested, "over": over,
        }.items()
    }  # fmt: skip
