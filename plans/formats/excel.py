"""Write the summary as an Excel workbook to work in: what stands in it is decided in ``sheets``, how in ``workbook``.

The sheet of actions is the plan itself: changed there, it can be imported again.
"""

from plans.formats.packing import tag
from plans.formats.sheets import report_sheets
from plans.formats.workbook import About, workbook_bytes
from plans.summary.blocks import Summary
from prompts.texts import texts


def rendered(summary: Summary) -> bytes:
    """Return the summary as an .xlsx file."""
    t = texts(summary.language)
    about = About(
        title=summary.front.title,
        subject=summary.front.subtitle,
        identifier=summary.content_hash,
        language=tag(summary.language),
        moment=summary.generated_at,
        page=f"{t('report.layout.page')} &P {t('report.layout.page_of')} &N",
    )
    return workbook_bytes(report_sheets(summary), about)
