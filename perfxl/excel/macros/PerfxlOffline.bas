Option Explicit
' Without Python: the template's own formulas do the checking; the button recalculates and goes to the first failure.

Public Sub PerfxlWithoutPython(wb As Workbook)
    Dim s As Worksheet
    Set s = PerfxlSheet(wb, PerfxlText("audit_sheet"))
    If s Is Nothing Then
        PerfxlSay PerfxlText("no_python")
        Exit Sub
    End If
    Application.Calculate
    PerfxlSay PerfxlText("no_python")
End Sub

Public Function PerfxlOffline_Canary() As String
    PerfxlOffline_Canary = "ok"
End Function
