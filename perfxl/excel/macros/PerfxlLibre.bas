Option Explicit
' What LibreOffice's VBA lacks, by LibreOffice's own interface: a copy in the format of Excel, fills as conditional
' formats, and marks as one step that can be undone. Elsewhere PerfxlLibreBook is Nothing.

Private Const RULE As String = """perfxl""<>"""""
Private Const IS_FORMULA As Long = 24
Private manager As Object
Private watcher As Object

' A workbook as LibreOffice's own document.
Public Function PerfxlLibreBook(wb As Workbook) As Object
    Dim desktop As Object, components As Object, one As Object
    Set desktop = createUnoService("com.sun.star.frame.Desktop")
    If desktop Is Nothing Then Exit Function
    Set components = desktop.Components.createEnumeration()
    Do While components.hasMoreElements()
        Set one = components.nextElement()
        If PerfxlLibreIs(one, wb) Then Set PerfxlLibreBook = one
    Loop
End Function

' Not every window is a document: those without an address and a title are none.
Private Function PerfxlLibreIs(one As Object, wb As Workbook) As Boolean
    On Error Resume Next
    If wb.Path = "" Then
        PerfxlLibreIs = (one.URL = "" And one.Title = wb.Name)
    Else
        PerfxlLibreIs = (ConvertFromURL(one.URL) = wb.Path & Application.PathSeparator & wb.Name)
    End If
End Function

' A copy as it stands now, formulas and all: SaveCopyAs would write it in the old format.
Public Function PerfxlLibreSave(wb As Workbook, ByVal target As String) As Boolean
    Dim book As Object, how(0) As Object
    Set book = PerfxlLibreBook(wb)
    If book Is Nothing Then Exit Function
    Set how(0) = PerfxlLibreValue("FilterName", "Calc MS Excel 2007 XML")
    book.storeToURL ConvertToURL(target), how
    PerfxlLibreSave = True
End Function

Private Function PerfxlLibreValue(ByVal key As String, ByVal value As Variant) As Object
    Dim pair As Object
    Set pair = createUnoStruct("com.sun.star.beans.PropertyValue")
    pair.Name = key
    pair.Value = value
    Set PerfxlLibreValue = pair
End Function

' A fill as a conditional format of its own, behind those that are there.
Public Sub PerfxlLibreFill(book As Object, c As Range, ByVal colour As Long)
    Dim sheet As Object, ranges As Object, made As Variant, last As Object, entry As Object
    Set sheet = book.Sheets.getByName(c.Worksheet.Name)
    Set ranges = book.createInstance("com.sun.star.sheet.SheetCellRanges")
    ranges.addRangeAddress sheet.getCellRangeByName(c.Address(False, False)).RangeAddress, False
    sheet.ConditionalFormats.createByRange ranges
    made = sheet.ConditionalFormats.getConditionalFormats()
    Set last = made(UBound(made))
    last.createEntry 0, 0
    Set entry = last.getByIndex(0)
    entry.Operator = IS_FORMULA
    entry.Formula1 = RULE
    entry.StyleName = PerfxlLibreStyle(book, colour)
End Sub

' The name of a cell style with a fill, made where there is none. No style can be made while a sheet is protected, so
' protection without a password is lifted meanwhile.
Private Function PerfxlLibreStyle(book As Object, ByVal colour As Long) As String
    Dim styles As Object, style As String, shade As Long, i As Long, locked() As Boolean
    shade = (colour Mod 256) * 65536 + ((colour \ 256) Mod 256) * 256 + colour \ 65536
    style = "perfxl " & Right("00000" & Hex(shade), 6)
    PerfxlLibreStyle = style
    Set styles = book.StyleFamilies.getByName("CellStyles")
    If styles.hasByName(style) Then Exit Function
    ReDim locked(book.Sheets.Count)
    For i = 0 To book.Sheets.Count - 1
        locked(i) = book.Sheets.getByIndex(i).isProtected()
        If locked(i) Then book.Sheets.getByIndex(i).unprotect ""
    Next
    styles.insertByName style, book.createInstance("com.sun.star.style.CellStyle")
    styles.getByName(style).CellBackColor = shade
    For i = 0 To book.Sheets.Count - 1
        If locked(i) Then book.Sheets.getByIndex(i).protect ""
    Next
End Function

' Take our fills out of a sheet; the answer is whether there were any.
Public Function PerfxlLibreUnfill(sheet As Object, ByVal really As Boolean) As Boolean
    Dim found As Variant, i As Long
    found = sheet.ConditionalFormats.getConditionalFormats()
    For i = UBound(found) To 0 Step -1
        If PerfxlLibreIsOurs(found(i)) Then
            PerfxlLibreUnfill = True
            If really Then sheet.ConditionalFormats.removeByID found(i).ID
        End If
    Next
End Function

Private Function PerfxlLibreIsOurs(found As Variant) As Boolean
    On Error Resume Next
    PerfxlLibreIsOurs = (InStr(found.getByIndex(0).Formula1, RULE) > 0)
End Function

' Copy a sheet behind all others as a person would, which can be undone. Some versions know the workbook by its name
' without the ending.
Public Sub PerfxlLibreCopy(s As Worksheet, book As Object)
    Dim source As Object, title As String, before As Long
    Set source = PerfxlLibreBook(s.Parent)
    source.CurrentController.setActiveSheet source.Sheets.getByName(s.Name)
    before = book.Sheets.Count
    title = book.Title
    PerfxlLibreMove source, title, before + 1
    If book.Sheets.Count = before And InStrRev(title, ".") > 1 Then
        PerfxlLibreMove source, Left(title, InStrRev(title, ".") - 1), before + 1
    End If
End Sub

Private Sub PerfxlLibreMove(source As Object, ByVal title As String, ByVal position As Long)
    Dim helper As Object, how(2) As Object
    Set helper = createUnoService("com.sun.star.frame.DispatchHelper")
    Set how(0) = PerfxlLibreValue("DocName", title)
    Set how(1) = PerfxlLibreValue("Index", position)
    Set how(2) = PerfxlLibreValue("Copy", True)
    helper.executeDispatch source.CurrentController.Frame, ".uno:Move", "", 0, how
End Sub

' What follows, until PerfxlLibreEnd, is one step that can be undone.
Public Sub PerfxlLibreBegin(wb As Workbook)
    Dim book As Object
    Set book = PerfxlLibreBook(wb)
    If book Is Nothing Then Exit Sub
    Set manager = book.UndoManager
    manager.enterUndoContext PerfxlText("title")
End Sub

Public Sub PerfxlLibreEnd()
    On Error Resume Next
    If Not manager Is Nothing Then manager.leaveUndoContext
    Set manager = Nothing
End Sub

' Nothing earlier can be undone any more, as in Excel after any macro: LibreOffice cannot bring a deleted sheet with
' charts back without harm.
Public Sub PerfxlLibreClear(wb As Workbook)
    Dim book As Object
    On Error Resume Next
    Set book = PerfxlLibreBook(wb)
    If Not book Is Nothing Then book.UndoManager.Clear
End Sub

' LibreOffice does not list fills among what can be undone: so when that step is undone, take them out.
Public Sub PerfxlLibreWatch(wb As Workbook)
    Dim book As Object
    Set book = PerfxlLibreBook(wb)
    If book Is Nothing Then Exit Sub
    On Error Resume Next
    If watcher Is Nothing Then
        Set watcher = createUnoListener("PerfxlUndo_", "com.sun.star.document.XUndoManagerListener")
    End If
    book.UndoManager.removeUndoManagerListener watcher
    book.UndoManager.addUndoManagerListener watcher
End Sub

Public Sub PerfxlUndo_actionUndone(happened As Object)
    Dim sheets As Object, i As Long
    If happened.UndoActionTitle <> PerfxlText("title") Then Exit Sub
    Set sheets = happened.Source.Parent.Sheets
    For i = 0 To sheets.Count - 1
        PerfxlLibreUnfill sheets.getByIndex(i), True
    Next
End Sub

' The folder that the person chooses; "" where none was chosen.
Public Function PerfxlLibreFolder(ByVal prompt As String) As String
    Dim picker As Object
    Set picker = createUnoService("com.sun.star.ui.dialogs.FolderPicker")
    If picker Is Nothing Then Exit Function
    picker.setTitle prompt
    If picker.execute() = 1 Then PerfxlLibreFolder = ConvertFromURL(picker.getDirectory())
End Function

Public Function PerfxlLibre_Canary() As String
    PerfxlLibre_Canary = "ok"
End Function
