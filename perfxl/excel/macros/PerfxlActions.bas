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
    If action = "summary" Then
        PerfxlSummarise wb
    ElseIf wb Is Nothing Then
        PerfxlSay PerfxlWhyNoTarget()
    ElseIf action = "clean" Then
        PerfxlCleanUp wb
    ElseIf action = "help" Then
        PerfxlShow wb, PerfxlText("help_sheet"), "A1", "no_help"
    ElseIf PerfxlCommand() <> "" Then
        PerfxlRun wb, action
    Else
        PerfxlWithoutPython wb
    End If
    Exit Sub
failed:
    PerfxlLibreEnd
    Application.ScreenUpdating = True
    Application.DisplayAlerts = True
    PerfxlSay PerfxlText("failed") & " (" & Err.Number & ": " & Err.Description & ")"
End Sub

Private Sub PerfxlCleanUp(wb As Workbook)
    Application.ScreenUpdating = False
    PerfxlTakeOut wb
    PerfxlLibreClear wb
    Application.ScreenUpdating = True
    PerfxlSay PerfxlText("cleaned")
End Sub

' In a filing: its own summary, scored first where it has none. Else a folder of filings is rolled up: where no workbook
' is open, or an earlier roll-up, or one that perfxl answers is no filing.
Private Sub PerfxlSummarise(wb As Workbook)
    If wb Is Nothing Then
        If PerfxlCommand() = "" Or PerfxlIsShielded() Then
            PerfxlSay PerfxlWhyNoTarget()
        Else
            PerfxlRollUp
        End If
    ElseIf Not PerfxlSheet(wb, PerfxlText("summary_sheet")) Is Nothing Then
        PerfxlShow wb, PerfxlText("summary_sheet"), "A1", ""
    ElseIf PerfxlCommand() = "" Then
        PerfxlWithoutPython wb
    ElseIf Not PerfxlSheet(wb, PerfxlText("rollup_sheet")) Is Nothing Then
        PerfxlRollUp
    Else
        PerfxlRun wb, "summary"
    End If
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
    PerfxlWhyNoTarget = PerfxlText("no_workbook")
    If PerfxlIsShielded() Then PerfxlWhyNoTarget = PerfxlText("protected_view")
End Function

Private Function PerfxlIsShielded() As Boolean
    On Error Resume Next
    PerfxlIsShielded = (Application.ProtectedViewWindows.Count > 0)
End Function

Public Function PerfxlActions_Canary() As String
    PerfxlActions_Canary = "ok"
End Function
