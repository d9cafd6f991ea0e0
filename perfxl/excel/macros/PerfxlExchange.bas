Option Explicit
' An action that Python carries out. In copy mode a copy of the workbook, unsaved figures included, is laid into the
' work folder and the result brought back; in live mode Python itself reads and marks the open workbook.

Private Const MINUTES As Long = 60

Public Sub PerfxlRun(wb As Workbook, ByVal action As String)
    Dim live As Boolean, fresh As Boolean
    live = (PerfxlMode() = "live" And action <> "export")
    fresh = PerfxlSheet(wb, PerfxlText("list_sheet")) Is Nothing
    PerfxlForget
    If Not live Then PerfxlCopyOut wb
    If fresh And (action = "score" Or action = "summary") Then PerfxlLibreBegin wb
    If PerfxlStart(IIf(live, "live ", "copy ") & action, 2 * MINUTES) Then PerfxlBringBack wb, live, fresh
    PerfxlLibreEnd
End Sub

' The file as it lies on the disk where nothing is unsaved and it can be read, else a copy that the program writes.
Private Sub PerfxlCopyOut(wb As Workbook)
    Dim target As String, done As Boolean
    target = PerfxlWork() & "input.xlsx"
    If wb.Saved And wb.Path <> "" Then done = PerfxlCopyFile(wb.Path & Application.PathSeparator & wb.Name, target)
    If Not done Then done = PerfxlLibreSave(wb, target)
    If Not done Then wb.SaveCopyAs target
End Sub

' The sheet "_perfxl" of the result: what to say, where to go, what else there is; then the marks.
Private Sub PerfxlBringBack(wb As Workbook, ByVal live As Boolean, ByVal fresh As Boolean)
    Dim r As Workbook, head As Variant, sentence As String
    Application.ScreenUpdating = False
    Set r = Workbooks.Open(PerfxlWork() & "result.xlsx")
    head = r.Worksheets("_perfxl").Range("B1:B8").Value
    sentence = head(1, 1)
    If head(6, 1) = "yes" Then
        If Not PerfxlMark(wb, r, live) Then sentence = sentence & Chr(10) & PerfxlText("locked")
        If Not fresh Then PerfxlLibreClear wb
    End If
    r.Close False
    PerfxlLibreEnd
    Application.ScreenUpdating = True
    wb.Activate
    If head(3, 1) <> "" Then PerfxlShow wb, head(3, 1), head(4, 1), ""
    If head(6, 1) = "yes" And fresh Then PerfxlOfferUndo wb
    If head(5, 1) <> "" Then sentence = sentence & PerfxlSend(wb, head(5, 1))
    If head(7, 1) = "folder" Then
        PerfxlRollUp
    Else
        PerfxlSay sentence
    End If
End Sub

' The marks and sheets of the result in the place of those that are there; False says that some cell could not have its
' note. Live, Python has put the marks, and the sheets too where the program lets it.
Private Function PerfxlMark(wb As Workbook, r As Workbook, ByVal live As Boolean) As Boolean
    PerfxlMark = True
    If Not live Then
        PerfxlTakeOut wb
        PerfxlMark = PerfxlPutMarks(wb, r.Worksheets("_perfxl"))
    End If
    PerfxlPutSheets wb, r
End Function

' Put the finished file beside the workbook; where that cannot be, say where it lies.
Private Function PerfxlSend(wb As Workbook, ByVal export As String) As String
    Dim target As String
    target = wb.Path & Application.PathSeparator & export
    If wb.Path = "" Or InStr(wb.Path, "://") > 0 Then target = PerfxlWork() & export
    PerfxlAskLeave target
    If Not PerfxlCopyFile(PerfxlWork() & "export.xlsx", target) Then target = PerfxlWork() & "export.xlsx"
    PerfxlSend = Chr(10) & target
End Function

' One step back: Ctrl+Z takes the marks out. Only where there were none before.
Private Sub PerfxlOfferUndo(wb As Workbook)
    On Error Resume Next
    PerfxlLibreWatch wb
    Application.OnUndo PerfxlText("undo"), "'" & ThisWorkbook.Name & "'!Perfxl_Clean"
End Sub

' A folder of returned workbooks as one. The folder's name reaches Python in a file, as the numbers of its characters:
' so no code page can spoil it, and it never stands on a command line.
Public Sub PerfxlRollUp()
    Dim folder As String, r As Workbook, sentence As String, made As String
    folder = PerfxlPick(PerfxlText("pick"))
    If folder = "" Then Exit Sub
    PerfxlForget
    PerfxlWriteLine PerfxlWork() & "folder.txt", PerfxlNumbers(folder)
    If Not PerfxlStart("copy rollup", 60 * MINUTES) Then Exit Sub
    Set r = Workbooks.Open(PerfxlWork() & "result.xlsx")
    sentence = r.Worksheets("_perfxl").Cells(1, 2).Value
    made = r.Worksheets("_perfxl").Cells(8, 2).Value
    r.Close False
    If made <> "" Then Workbooks.Open made
    PerfxlSay sentence
End Sub

Private Function PerfxlNumbers(ByVal text As String) As String
    Dim i As Long
    For i = 1 To Len(text)
        PerfxlNumbers = PerfxlNumbers & (AscW(Mid(text, i, 1)) And 65535) & " "
    Next
End Function

Public Function PerfxlExchange_Canary() As String
    PerfxlExchange_Canary = "ok"
End Function
