Option Explicit
' The six actions. Each is a macro of its own, for who has no ribbon: a button on the sheet, or Alt+F8.

Public Sub Perfxl_Check()
    PerfxlDo "check"
End Sub

Public Sub Perfxl_Score()
    PerfxlDo "score"
End Sub

Public Sub Perfxl_Summary()
    PerfxlDo "summary"
End Sub

Public Sub Perfxl_Clean()
    PerfxlDo "clean"
End Sub

Public Sub Perfxl_Export()
    PerfxlDo "export"
End Sub

Public Sub Perfxl_Help()
    PerfxlDo "help"
End Sub

' Whatever happens, the person gets one sentence.
Public Sub PerfxlDo(ByVal action As String)
    Dim wb As Workbook
    On Error GoTo failed
    Set wb = PerfxlTarget()
    If wb Is Nothing Then
        PerfxlSay PerfxlWhyNoTarget()
    ElseIf action = "clean" Then
        PerfxlCleanUp wb
    ElseIf action = "help" Then
        PerfxlShow wb, PerfxlText("help_sheet"), "A1", "no_help"
    ElseIf action = "summary" Then
        PerfxlSummarise wb
    ElseIf PerfxlCommand() <> "" Then
        PerfxlRun wb, action
    Else
        PerfxlWithoutPython wb
    End If
    Exit Sub
failed:
    Application.ScreenUpdating = True
    Application.DisplayAlerts = True
    PerfxlSay PerfxlText("failed") & " (" & Err.Number & ": " & Err.Description & ")"
End Sub

' Fills that Python put into a workbook live are taken out by Python, where the program's macros cannot see them.
Private Sub PerfxlCleanUp(wb As Workbook)
    Application.ScreenUpdating = False
    PerfxlTakeOut wb
    Application.ScreenUpdating = True
    If PerfxlMode() = "live" And Not PerfxlKnowsFills(wb.Worksheets(1)) Then
        PerfxlRun wb, "clean"
    Else
        PerfxlSay PerfxlText("cleaned")
    End If
End Sub

Private Sub PerfxlSummarise(wb As Workbook)
    If PerfxlSheet(wb, PerfxlText("summary_sheet")) Is Nothing Then
        If PerfxlCommand() = "" Then
            PerfxlWithoutPython wb
            Exit Sub
        End If
        PerfxlRun wb, "score"
        If PerfxlSheet(wb, PerfxlText("summary_sheet")) Is Nothing Then Exit Sub
    End If
    PerfxlShow wb, PerfxlText("summary_sheet"), "A1", "no_summary"
End Sub

' The workbook to work on: never an add-in, which LibreOffice may call the active one; then it is the only other that
' is open. In Protected View there is none.
Private Function PerfxlTarget() As Workbook
    Dim wb As Workbook, found As Long
    If Not ActiveWorkbook Is Nothing Then
        If Not PerfxlIsAddin(ActiveWorkbook) Then
            Set PerfxlTarget = ActiveWorkbook
        Else
            For Each wb In Workbooks
                If Not PerfxlIsAddin(wb) Then
                    found = found + 1
                    Set PerfxlTarget = wb
                End If
            Next
            If found > 1 Then Set PerfxlTarget = Nothing
        End If
    End If
End Function

Private Function PerfxlIsAddin(wb As Workbook) As Boolean
    PerfxlIsAddin = (LCase(Right(wb.Name, 5)) = ".xlam")
End Function

Private Function PerfxlWhyNoTarget() As String
    Dim shielded As Long
    On Error Resume Next
    shielded = Application.ProtectedViewWindows.Count
    On Error GoTo 0
    If shielded > 0 Then
        PerfxlWhyNoTarget = PerfxlText("protected_view")
    Else
        PerfxlWhyNoTarget = PerfxlText("no_workbook")
    End If
End Function

Public Function PerfxlActions_Canary() As String
    PerfxlActions_Canary = "ok"
End Function
