"""The order of child elements that the schema asks for (ISO 29500-1: CT_Worksheet, CT_Workbook, CT_Stylesheet)."""

from __future__ import annotations

WORKSHEET = tuple(
    """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
    scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
    conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks
    colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF
    drawingHF picture oleObjects controls webPublishItems tableParts extLst
    """.split()  # noqa: SIM905 - a table reads better than a list of strings
)

WORKBOOK = tuple(
    """
    fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
    definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing
    fileRecoveryPr webPublishObjects extLst
    """.split()  # noqa: SIM905 - a table reads better than a list of strings
)

STYLESHEET = tuple(
    """
    numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst
    """.split()  # noqa: SIM905 - a table reads better than a list of strings
)

COMMENTS = ("authors", "commentList", "extLst")
