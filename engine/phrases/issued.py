"""What the blank workbooks are sent out with: nobody who returns one wrote these words."""

from __future__ import annotations

from typing import Final

CHECKLIST_TITLE: Final = "Adult social care checklists"
EVIDENCE_TITLE: Final = "Evidence"
ENDORSEMENTS_TITLE: Final = "Endorsements"
NO_NAME_YET: Final = "Your council"
"""How a council is called in a form that was made before it had said its name."""
HOW: Final = "How to fill it in"
LISTING: Final = "Write in the white cells. Please leave the headings and the shaded cells as they are."
CHECKLIST: Final = (
    "Each of the next sheets is about one quality statement. Rate the points you know something about; you need not "
    "answer all of them.",
    "Choose a rating from the list in the cell. Leave it blank if the point is not for you. “Don’t know” is an answer "
    "too: it says that you would expect to know.",
    "Say why, in a few words. Without a reason a rating is hard to act on.",
    "Name the evidence you have (a report, figures, what people told you) and the evidence that is missing.",
    "The empty rows at the end of each sheet are for points of your own.",
    "You may sort, filter and change the look. Please leave the headings and the shaded cells as they are: they tell "
    "which answer belongs to which point.",
    "Please write no names of people who use services, and nothing by which somebody could know them.",
)
EVIDENCE: Final = (
    "Library: one row for each thing the library asks for. Give the document's title, who looks after it, how far it "
    "has got, and a link that opens outside the council. Say why where the status is Gap or Not applicable.",
    "A document that answers several rows has the same number (D-001) in each. Your own documents go below, each with "
    "a number of its own.",
    "Data sources: say Yes under Used for those you quote, and add your own below.",
    "Figures: every number the report prints, with its unit, its period and the source it comes from. Under "
    "Comparator is, say what stands beside it, such as other councils: titles of charts follow it.",
    "Kind of evidence: what a row is evidence of, such as people or performance-data; several with semicolons between. "
    "Write checklists for the answers of the stakeholder groups.",
    "Recommendations: what peers, the ombudsman, CQC or auditors have recommended, what you do about each, and the "
    "evidence that shows it. You may leave this sheet empty.",
    "Numbers such as D-014 are what texts refer to. Never change one, and never use it again.",
)
ENDORSEMENTS: Final = (
    "One row for each person who is asked. Take out the rows of roles you do not ask.",
    "Note each answer as it comes: the status, the date, and a comment word for word.",
    "A comment is printed only where the last column says Yes.",
)
_EARLIER: Final = (
    "One sheet for each quality statement. Choose a rating for each item from the list in the cell.",
    "Say why, which evidence you have, and which you would need. Leave a rating blank if you cannot answer; choose "
    "Don’t know if you do not know.",
    "Rate each item, and say why.",
    "One row for each document. Ids never change. Rows of the library that several documents answer stand here several "
    "times.",
    "Where our figures come from.",
    "Each figure with its date, its source and what it is compared with.",
    "Who endorses the self-assessment.",
)
"""Of workbooks that were sent out before."""
FACTS: Final = ("Council", "Framework", "Name")
"""Labels on the first sheet; what stands beside one was put there by whoever sent the workbook out."""
LOGO: Final = "Logo"
"""What the picture of the council's logo is called on the first sheet."""
ISSUED: Final = frozenset(
    (
        CHECKLIST_TITLE,
        EVIDENCE_TITLE,
        ENDORSEMENTS_TITLE,
        NO_NAME_YET,
        HOW,
        LISTING,
        *CHECKLIST,
        *EVIDENCE,
        *ENDORSEMENTS,
        *_EARLIER,
    )
)
