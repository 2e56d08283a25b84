"""What the sector's workbook prints outside its checklists and templates, in small, with words of our own.

The fields change how it is laid out, as councils change the copies they work with.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from engine.model.framework import Framework, Theme

NUMBERS = ("one", "two", "three", "four")
ENDORSING = "It could include a standard endorsement, such as:"
DECLARATIONS = {
    "contributors": "We confirm that we have been engaged in this work, and that ……….’s (council name) account "
    "of its Care Act duties is sound, as far as each of us can see.",
    "experience": "Based on our experiences with care and support, ours and those of people we speak for, we find that "
    "this self-assessment says what we have seen.",
}
TABLE_OF_NAMES = ("Name", "Signature", "Organisation (if applicable)", "Position (if applicable)")


@dataclass
class SmallPages:
    """headings: whether the headings look like headings. in_tables: theme pages and tips stand in cells of tables.

    letters_apart: the first letter of a tip stands in a cell of its own. looked_for: the line over the points. without:
    theme pages that were taken out, by theme. declarations: in their order.
    """

    framework: Framework
    headings: bool = True
    in_tables: bool = False
    letters_apart: bool = True
    looked_for: str = "TIP: Remember what is being looked for here:"
    theme_heading: str = "CQC theme {number}: {name}"
    statement_heading: str = "Quality statement {number}: {name}"
    reversed_sections: bool = False
    without: tuple[str, ...] = ()
    declarations: dict[str, str] = field(default_factory=lambda: dict(DECLARATIONS))

    def tips(self, document: WordDocument) -> None:
        self._heading(document, "Top tips for this work", 1)
        table = document.add_table(0, 2 if self.letters_apart else 1)
        for tip in self.framework.top_tips:
            text = f"{tip.name} - {tip.text}"
            cells = table.add_row().cells
            for cell, words in zip(cells, (text[:1], text[1:]) if self.letters_apart else (text,), strict=True):
                cell.text = words
        self._heading(document, "Introduction", 1)
        document.add_paragraph("This workbook helps councils, and is not part of the wording.")

    def theme(self, document: WordDocument, theme: Theme) -> None:
        """The page before a theme's checklists."""
        if theme.id in self.without:
            return
        self._heading(document, self.theme_heading.format(number=NUMBERS[theme.number - 1], name=theme.name), 1)
        lines = [f"This theme covers: {theme.covers}", "Link to supporting data pack"]
        for number, statement in enumerate(theme.statements):
            lines.append(self.statement_heading.format(number=NUMBERS[number], name=statement.name))
            lines += [f"· {line}" for line in (statement.text, *statement.i_statements)]
        lines += [self.looked_for, "Evidence that", *(f"· {point}" for point in theme.points)]
        if self.in_tables:
            table = document.add_table(0, 1)
            for line in lines:
                table.add_row().cells[0].text = line
        else:
            for line in lines:
                document.add_paragraph(line)

    def sections(self, document: WordDocument) -> None:
        """Sections A, B and C."""
        parts = [self._overview, self._themes, self._process]
        for part in reversed(parts) if self.reversed_sections else parts:
            part(document)

    def _overview(self, document: WordDocument) -> None:
        section = self.framework.overview_section
        self._heading(document, "Section A: Overview", 2)
        for line in section.guidance:
            document.add_paragraph(line)
        table = document.add_table(0, 1)
        for part in section.parts:
            table.add_row().cells[0].text = part.title
            cell = table.add_row().cells[0]
            cell.text = part.guidance[0]
            for line in (*part.guidance[1:], *(f"· {prompt}" for prompt in part.prompts)):
                cell.add_paragraph(line)

    def _themes(self, document: WordDocument) -> None:
        section = self.framework.theme_section
        self._heading(document, "Section B: Against the themes", 2)
        for line in section.guidance:
            document.add_paragraph(line)
        table = document.add_table(0, 1)
        for part in section.parts:
            cell = table.add_row().cells[0]
            cell.text = part.title
            for line in part.guidance:
                cell.add_paragraph(line)

    def _process(self, document: WordDocument) -> None:
        self._heading(document, "Section C: Process and sign off", 2)
        document.add_paragraph(
            "Say who took part in this work and how, and who has agreed the text before it goes out."
        )
        document.add_paragraph("Say too what the process will be to review and refresh it.")
        document.add_paragraph(ENDORSING)
        for number, text in enumerate(self.declarations.values()):
            if number:
                document.add_paragraph("Or")
            document.add_paragraph(text)
        table = document.add_table(0, 1)
        for title in TABLE_OF_NAMES:
            table.add_row().cells[0].text = title

    def _heading(self, document: WordDocument, text: str, level: int) -> Paragraph:
        return document.add_heading(text, level) if self.headings else document.add_paragraph(text)
