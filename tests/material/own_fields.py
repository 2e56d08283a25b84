"""Fields of a council's own, one of each kind, as they stand in council.yaml."""

FIELDS = """
fields:
  - {name: motto, type: text, value: "A good life & close to home {{ marking }}"}
  - {name: pledge, type: long text, value: "We answer within a day.\\n\\nWe say what we do."}
  - {name: moved, type: date, value: 2026-03-14}
  - {name: budget, type: number, value: "£61.4m"}
  - {name: map, type: picture, picture: brand/logo.png, description: Wenlow from above}
  - {name: towns, type: list, values: [Marlbank, Eastfield]}
  - {name: spending, type: table, rows: [Year | Spend, 2025 | £61.4m]}
"""
