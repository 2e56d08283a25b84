# What one does here, by name. `just --list` tells all of it; `just` comes with the lock file, so it is there once
# `bash .ci/setup dev` has run: .venv/bin/just, or just alone after `source .venv/bin/activate`.
# A recipe calls what CI calls; what is more than a line or two is a script in .ci/.

bin := ".venv/bin"
python := bin / "python"

# Else each process of a test run compiles everything anew, tests and their assertions above all.
unexport PYTHONDONTWRITEBYTECODE

[private]
default:
    @{{ just_executable() }} --list --unsorted

# Install all that development needs, and have git run the checks before each commit
[group('begin')]
setup:
    bash .ci/setup dev
    -{{ bin }}/pre-commit install

# Build the sample council's whole pack into outputs/draft; options go to `penholder build`
[group('begin')]
sample *options:
    {{ bin }}/penholder build {{ options }}

# Every check, then every test, with real LibreOffice (10 minutes and more); options go to pytest
[group('check')]
test *options:
    bash .ci/test {{ options }}

# The fast lane: no program started, no whole pack built, no test of a third of a second and more; options go to pytest
[group('check')]
test-fast *options:
    {{ python }} -m pytest -n 2 -m "not office and not slow" {{ options }}

# The tests of PDFs with the newest LibreOffice that Debian gives, fetched beside the one that is installed; options go to pytest
[group('check')]
test-other-office *options:
    bash .ci/test-other-office {{ options }}

# Penholder as Windows has it: its zip made, installed and tried under Wine, with the Windows build of Python; options go to pytest
[group('check')]
wine *options:
    bash .ci/wine {{ options }}

# The tests that tell what a change has forgotten: roles, catalogue, fields, homes, documents
[group('check')]
house *options:
    {{ python }} -m pytest -n 2 tests/project tests/ground/test_finding_kinds.py tests/model/test_roles.py tests/commands/test_template_fields.py tests/transcription/test_every_field_is_taken.py tests/assessment/test_every_check_is_asked.py -m "not office" {{ options }}

# All checks but the tests, or some: format, rules, types, imports, files, news
[group('check')]
lint *checks:
    bash .ci/lint {{ checks }}

# The fast lane with the rules measured: it must reach 95 % of them
[group('check')]
floor:
    bash .ci/floor

# What a change must pass: everything, in a clean checkout of what is committed, as CI does it
[group('check')]
ci:
    bash .ci/run

# Put the code in the form that `just lint format rules` asks for
[group('write')]
format:
    {{ bin }}/ruff check --fix .
    {{ bin }}/ruff format .

# Make the generated parts of docs/ again; a test tells where one is out of date
[group('write')]
docs:
    {{ python }} -m tests.pages

# Show what changelog.d adds to the changelog
[group('write')]
news:
    {{ bin }}/towncrier build --draft --version "the next release"

# Make dist/penholder-VERSION-windows.zip: all that a Windows machine needs, without the internet
[group('now and then')]
wheelhouse *pythons:
    bash .ci/wheelhouse {{ pythons }}

# Install the wheel with pipx and with uv, as people install a tool, and try both
[group('now and then')]
as-a-tool:
    bash .ci/as-a-tool

# Make dist/penholder-VERSION-linux: one folder with a Python of its own, where nothing can be installed; and try it
[group('now and then')]
one-folder:
    bash .ci/one-folder

# Measure every figure of docs/performance.md, or those of some benchmarks: `just bench pack --runs 3`
[group('now and then')]
bench *names:
    {{ python }} -m benchmarks {{ names }}

# Make the lock files again from pyproject.toml; `--upgrade` takes the newest of everything
[group('now and then')]
lock *options:
    bash .ci/lock {{ options }}

# Ask PyPI about known weaknesses of what is locked
[group('now and then')]
audit:
    bash .ci/audit

# Change the rules one by one and tell which changes no test notices: `just mutation engine/assessment/dates.py`
[group('now and then')]
mutation *modules:
    {{ python }} -m tests.mutation {{ modules }}

# Try thousands of inputs that nobody would send on purpose, for five minutes; `--inputs 10000`, `--seed WORD`, `--only KIND`
[group('now and then')]
fuzz *options:
    {{ python }} -m tests.fuzz {{ options }}
