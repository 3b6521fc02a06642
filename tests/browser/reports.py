"""Reports on countries that do not exist, for the reader to read and a browser to review."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

TALKS = """Talks in Ardania resume

ARDSTADT, 4 March 2021. President Mirela Vantor met opposition leader Tomas Brel in Ardstadt on 2 March 2021.
The Civic League demanded the release of 14 prisoners. Vantor said that the government would never accept
foreign mediation. Police arrested 23 protesters in Port Lenn on Monday.

Prime Minister Olan Tersk warned that elections would be postponed if the strike continued. The Electoral Council
announced that 1,200 polling stations had been closed. The Civic League rejected the decree. According to the
union, soldiers injured 40 people in Port Lenn. Tersk accused the opposition of sabotage.

Deputy Ines Kadar resigned on 1 March 2021. The parliament of Ardania approved an amnesty law by 61 votes to 40.
The government released six prisoners on Tuesday. Brel called for new talks with President Vantor.
"""

STRIKE = """Strike spreads to the north

The harbour workers of Port Lenn began a strike on 5 March 2021. The Ministry of Labour threatened to dismiss
300 workers. Mirela Vantor promised to raise wages. The Civic League supports the strike. Police dispersed a
demonstration in Ardstadt. Foreign Minister Luka Orsen met the ambassador of Velland on 6 March 2021. Velland
imposed sanctions on Ardania. Orsen condemned the sanctions. The opposition will boycott the vote.
"""

DECREE = (
    "The government of Ardania signed a decree on 9 March 2021. Tomas Brel rejected the decree.",
    "Police arrested 12 students in Ardstadt. The Civic League demanded their release.",
    "President Mirela Vantor dismissed the interior minister on 8 March 2021.",
)
"""The paragraphs of the report that comes as a PDF, a page for each."""


def decree(path: Path) -> Path:
    """The report on the decree, written as a PDF."""
    pdf = FPDF()
    pdf.set_title("A decree in Ardania")
    pdf.set_font("Helvetica", size=12)
    for paragraph in DECREE:
        pdf.add_page()
        pdf.multi_cell(0, 7, paragraph)
    pdf.output(str(path))
    return path
