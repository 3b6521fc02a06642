"""Writes `reports/2019-08-15-response-plan.pdf`, the demo's PDF; run once, since the file is kept here.

python demo/make_pdf.py
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

TITLE = "The response plan: how many, and counted how"
PARAGRAPHS = (
    "Andes Rights Monitor (demo text), 15 August 2019",
    "The United Nations launched its humanitarian response plan for Venezuela on Wednesday. The plan aims to "
    "reach 2.6 million people until December. The Office for the Coordination of Humanitarian Affairs (OCHA) "
    "said it needs $223 million. In March the same office had estimated that seven million people need help.",
    "More than 100 Venezuelan organizations expressed doubts about the financing and the scope of the plan. "
    "Caritas Venezuela says at least nine million people need assistance. The government insists that there is "
    "no humanitarian crisis.",
    "The International Organization for Migration reported that at least 514 people have died this year in the "
    "Americas while trying to reach another country, an increase of one-third from last year. "
    "Eighty-nine of them were Venezuelans.",
    "Colombia warned that it cannot shelter further arrivals unless donors pay what they promised. Its foreign "
    "minister, Carlos Holmes Trujillo, will meet donors in Geneva in September.",
)


def main() -> None:
    """Write the file beside this script."""
    pdf = FPDF(format="A4")
    pdf.set_title(TITLE)
    pdf.set_author("Andes Rights Monitor (demo)")
    pdf.set_creation_date(datetime(2019, 8, 15, tzinfo=UTC))
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 16)
    pdf.multi_cell(0, 9, TITLE, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Helvetica", size=11)
    for paragraph in PARAGRAPHS:
        pdf.ln(4)
        pdf.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(Path(__file__).parent / "reports" / "2019-08-15-response-plan.pdf"))


if __name__ == "__main__":
    main()
