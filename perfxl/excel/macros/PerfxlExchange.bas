Option Explicit
' An action that Python carries out. In copy mode a copy of the workbook, unsaved figures included, is laid into the
' work folder and the result brought back; in live mode Python itself reads and marks the open workbook.

Public Sub PerfxlRun(wb As Workbook, ByVal action As String)
    Dim live As Boolean
    live = (PerfxlMode() = "live" And action <> "export")
    PerfxlForget
    If Not live Then PerfxlCopyOut wb
    If Not PerfxlStart(IIf(live, "live ", "copy ") & action) Then
        PerfxlSay PerfxlText("no_answer")
    ElseIf Dir(PerfxlWork() & "result.xlsx") = "" Then
        PerfxlSay PerfxlText("no_result")
    Else
        PerfxlBringBack wb, action, live
    End If
End Sub

' Nothing of an earlier run may be taken for the result of this one.
Private Sub PerfxlForget()
    Dim found As String
    found = Dir(PerfxlWork() & "*.*")
    Do While found <> ""
        Kill PerfxlWork() & found
        found = Dir(PerfxlWork() & "*.*")
    Loop
End Sub

' The file as it lies on the disk where nothing is unsaved and it can be read, else a copy that the program writes.
Private Sub PerfxlCopyOut(wb As Workbook)
    Dim target As String
    target = PerfxlWork() & "input.xlsx"
    If wb.Saved And wb.Path <> "" Then
        On Error Resume Next
        FileCopy wb.Path & Application.PathSeparator & wb.Name, target
        On Error GoTo 0
    End If
    If Dir(target) = "" Then wb.SaveCopyAs target
End Sub

' The sheet "_perfxl" of the result: message, number of marks, place to go to, name of the file to send; then the marks.
Private Sub PerfxlBringBack(wb As Workbook, ByVal action As String, ByVal live As Boolean)
    Dim r As Workbook, head As Worksheet, sentence As String, sheetName As String, address As String, export As String
    Dim fresh As Boolean
    Application.ScreenUpdating = False
    Set r = Workbooks.Open(PerfxlWork() & "result.xlsx")
    Set head = r.Worksheets("_perfxl")
    sentence = head.Cells(1, 2).Value
    sheetName = head.Cells(3, 2).Value
    address = head.Cells(4, 2).Value
    export = head.Cells(5, 2).Value
    fresh = PerfxlSheet(wb, PerfxlText("list_sheet")) Is Nothing
    If action = "score" And Not live And head.Cells(6, 2).Value = "yes" Then
        PerfxlTakeOut wb
        If Not PerfxlPutMarks(wb, head) Then sentence = sentence & Chr(10) & PerfxlText("locked")
        PerfxlPutSheets wb, r
    End If
    r.Close False
    Application.ScreenUpdating = True
    wb.Activate
    If sheetName <> "" Then PerfxlShow wb, sheetName, address, ""
    If action = "score" And fresh Then PerfxlOfferUndo
    If export <> "" Then sentence = sentence & PerfxlSend(wb, export)
    PerfxlSay sentence
End Sub

' Put the finished file beside the workbook; where that cannot be, say where it lies.
Private Function PerfxlSend(wb As Workbook, ByVal export As String) As String
    Dim target As String
    target = wb.Path & Application.PathSeparator & export
    If wb.Path = "" Or InStr(wb.Path, "://") > 0 Then target = PerfxlWork() & export
    On Error Resume Next
    If Dir(target) <> "" Then Kill target
    FileCopy PerfxlWork() & "export.xlsx", target
    If Err.Number <> 0 Then target = PerfxlWork() & "export.xlsx"
    On Error GoTo 0
    PerfxlSend = Chr(10) & target
End Function

' One step back, in programs that offer it: Ctrl+Z takes the marks out. Only where there were none before.
Private Sub PerfxlOfferUndo()
    On Error Resume Next
    Application.OnUndo PerfxlText("undo"), "'" & ThisWorkbook.Name & "'!Perfxl_Clean"
End Sub

Public Function PerfxlExchange_Canary() As String
    PerfxlExchange_Canary = "ok"
End Function
