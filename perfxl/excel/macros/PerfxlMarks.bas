Option Explicit
' Marks in the open workbook: notes, fills and perfxl's own sheets, put in and taken out. Notes are known by how they
' begin, fills by their formula. No cell's value or own format is touched.

Private Const PREFIX As String = "[perfxl]"
Private Const ALWAYS As String = "=""perfxl""<>"""""
Private Const EXPRESSION As Long = 2
Private between As String
Private book As Object

' A sheet protected by a password keeps its protection and gets no marks: False says that there was one.
Public Function PerfxlPutMarks(wb As Workbook, marks As Worksheet) As Boolean
    Dim s As Worksheet, c As Range, data As Variant, i As Long, sheetName As String, guard As String
    PerfxlPutMarks = True
    If marks.Cells(2, 2).Value = 0 Then Exit Function
    data = marks.Range("A11:D" & (marks.Cells(2, 2).Value + 10)).Value
    Set book = PerfxlLibreBook(wb)
    For i = 1 To UBound(data, 1)
        If data(i, 1) <> sheetName Then
            If Not s Is Nothing Then PerfxlLock s, guard
            sheetName = data(i, 1)
            Set s = PerfxlSheet(wb, sheetName)
            If Not s Is Nothing Then
                guard = PerfxlUnlock(s)
                If s.ProtectContents Then
                    PerfxlPutMarks = False
                    Set s = Nothing
                End If
            End If
        End If
        If Not s Is Nothing Then
            Set c = s.Range(data(i, 2))
            PerfxlNote c, data(i, 4)
            PerfxlFill c, data(i, 3)
            If c.Comment Is Nothing Then PerfxlPutMarks = False
        End If
    Next
    If Not s Is Nothing Then PerfxlLock s, guard
End Function

' A user's own note stays, with ours under it. Where a cell cannot have a note it has the fill alone.
Private Sub PerfxlNote(c As Range, ByVal text As String)
    Dim old As String
    On Error Resume Next
    If c.Comment Is Nothing Then
        c.AddComment text
    Else
        old = c.Comment.Text
        c.Comment.Delete
        c.AddComment old & PerfxlSeparator() & text
    End If
End Sub

Private Function PerfxlSeparator() As String
    If between = "" Then between = Chr(10) & PerfxlText("separator") & Chr(10)
    PerfxlSeparator = between
End Function

Private Sub PerfxlFill(c As Range, ByVal colour As Long)
    Dim f As Object
    On Error Resume Next
    If book Is Nothing Then
        Set f = c.FormatConditions.Add(EXPRESSION, , ALWAYS)
        f.Interior.Color = colour
    Else
        PerfxlLibreFill book, c, colour
    End If
End Sub

' Our fills of a sheet: whether there are any, and really taken out if so asked.
Private Function PerfxlUnfill(s As Worksheet, ByVal really As Boolean) As Boolean
    Dim conditions As Object, i As Long
    If Not book Is Nothing Then
        PerfxlUnfill = PerfxlLibreUnfill(book.Sheets.getByName(s.Name), really)
        Exit Function
    End If
    On Error Resume Next
    Set conditions = s.Cells.FormatConditions
    For i = conditions.Count To 1 Step -1
        If PerfxlIsOurs(conditions(i)) Then
            PerfxlUnfill = True
            If really Then conditions(i).Delete
        End If
    Next
End Function

Private Function PerfxlIsOurs(f As Object) As Boolean
    On Error Resume Next
    PerfxlIsOurs = (InStr(f.Formula1, """perfxl""<>""""") > 0)
End Function

' LibreOffice raises an error after copying a sheet into a workbook with macros: what counts is whether it arrived.
Public Sub PerfxlPutSheets(wb As Workbook, r As Workbook)
    Dim i As Long, sheetName As String
    Set book = PerfxlLibreBook(wb)
    For i = 1 To r.Worksheets.Count
        sheetName = r.Worksheets(i).Name
        If sheetName <> "_perfxl" Then
            On Error Resume Next
            If Not book Is Nothing Then PerfxlLibreCopy r.Worksheets(i), book
            If PerfxlSheet(wb, sheetName) Is Nothing Then r.Worksheets(i).Copy , wb.Sheets(wb.Sheets.Count)
            On Error GoTo 0
            If PerfxlSheet(wb, sheetName) Is Nothing Then Err.Raise 1004, , sheetName
        End If
    Next
End Sub

Public Sub PerfxlTakeOut(wb As Workbook)
    Dim s As Worksheet
    Set book = PerfxlLibreBook(wb)
    PerfxlDropSheet wb, PerfxlText("list_sheet")
    PerfxlDropSheet wb, PerfxlText("summary_sheet")
    For Each s In wb.Worksheets
        PerfxlTakeOutOf s
    Next
End Sub

Private Sub PerfxlDropSheet(wb As Workbook, ByVal sheetName As String)
    Dim s As Worksheet
    Set s = PerfxlSheet(wb, sheetName)
    If Not s Is Nothing Then
        Application.DisplayAlerts = False
        s.Delete
        Application.DisplayAlerts = True
    End If
End Sub

Private Sub PerfxlTakeOutOf(s As Worksheet)
    Dim i As Long, guard As String
    If Not PerfxlHasMarks(s) Then Exit Sub
    guard = PerfxlUnlock(s)
    For i = s.Comments.Count To 1 Step -1
        PerfxlTakeOutNote s.Comments(i)
    Next
    PerfxlUnfill s, True
    PerfxlLock s, guard
End Sub

Private Function PerfxlHasMarks(s As Worksheet) As Boolean
    Dim i As Long
    For i = 1 To s.Comments.Count
        If InStr(s.Comments(i).Text, PREFIX) > 0 Then PerfxlHasMarks = True
    Next
    If Not PerfxlHasMarks Then PerfxlHasMarks = PerfxlUnfill(s, False)
End Function

Private Sub PerfxlTakeOutNote(note As Object)
    Dim text As String, at As Long
    text = note.Text
    at = InStr(text, PerfxlSeparator() & PREFIX)
    If at > 0 Then
        note.Text Left(text, at - 1)
    ElseIf Left(text, Len(PREFIX)) = PREFIX Then
        note.Delete
    End If
End Sub

' Take a sheet's protection off, if it has no password. The answer is what was allowed, a letter for each permission,
' for PerfxlLock. LibreOffice tells no permissions, and keeps them by itself.
Private Function PerfxlUnlock(s As Worksheet) As String
    Dim p As Object, guard As String
    If Not s.ProtectContents Then Exit Function
    On Error Resume Next
    Set p = s.Protection
    If p Is Nothing Then
        s.Unprotect ""
        If Not s.ProtectContents Then PerfxlUnlock = "kept"
        Exit Function
    End If
    guard = PerfxlFlag(s.ProtectDrawingObjects) & PerfxlFlag(s.ProtectScenarios)
    guard = guard & PerfxlFlag(p.AllowFormattingCells) & PerfxlFlag(p.AllowFormattingColumns)
    guard = guard & PerfxlFlag(p.AllowFormattingRows) & PerfxlFlag(p.AllowInsertingColumns)
    guard = guard & PerfxlFlag(p.AllowInsertingRows) & PerfxlFlag(p.AllowInsertingHyperlinks)
    guard = guard & PerfxlFlag(p.AllowDeletingColumns) & PerfxlFlag(p.AllowDeletingRows)
    guard = guard & PerfxlFlag(p.AllowSorting) & PerfxlFlag(p.AllowFiltering) & PerfxlFlag(p.AllowUsingPivotTables)
    s.Unprotect ""
    If Not s.ProtectContents Then PerfxlUnlock = guard
End Function

Private Function PerfxlFlag(ByVal allowed As Boolean) As String
    PerfxlFlag = IIf(allowed, "Y", "n")
End Function

Private Sub PerfxlLock(s As Worksheet, ByVal guard As String)
    If guard = "kept" Then s.Protect ""
    If Len(guard) <> 13 Then Exit Sub
    s.Protect "", PerfxlMay(guard, 1), True, PerfxlMay(guard, 2), False, PerfxlMay(guard, 3), PerfxlMay(guard, 4), _
        PerfxlMay(guard, 5), PerfxlMay(guard, 6), PerfxlMay(guard, 7), PerfxlMay(guard, 8), PerfxlMay(guard, 9), _
        PerfxlMay(guard, 10), PerfxlMay(guard, 11), PerfxlMay(guard, 12), PerfxlMay(guard, 13)
End Sub

Private Function PerfxlMay(ByVal guard As String, ByVal at As Long) As Boolean
    PerfxlMay = (Mid(guard, at, 1) = "Y")
End Function

Public Function PerfxlMarks_Canary() As String
    PerfxlMarks_Canary = "ok"
End Function
