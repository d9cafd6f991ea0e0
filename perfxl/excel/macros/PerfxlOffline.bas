Option Explicit
' Without Python: the template's own formulas do the checking. The button recalculates, says how many checks fail, and
' goes to the field of the first failure that must be put right, else of the first at all.

Public Sub PerfxlWithoutPython(wb As Workbook)
    Dim results As Range, natures As Range, i As Long, count As Long, first As Long, serious As Boolean
    Set results = PerfxlNamed(wb, PerfxlText("results"))
    Set natures = PerfxlNamed(wb, PerfxlText("natures"))
    If results Is Nothing Or natures Is Nothing Then
        PerfxlSay PerfxlText("offline_form")
        Exit Sub
    End If
    Application.Calculate
    For i = 1 To results.Rows.Count
        If results.Cells(i, 1).Text = PerfxlText("fail") Then
            count = count + 1
            If first = 0 Then first = i
            If Not serious And natures.Cells(i, 1).Text = PerfxlText("error") Then
                serious = True
                first = i
            End If
        End If
    Next
    If count = 0 Then
        PerfxlSay PerfxlText("offline_ok")
    Else
        PerfxlGoTo wb, results.Cells(first, 1).Row
        PerfxlSay PerfxlText("offline_bad") & count
    End If
End Sub

' The row of the audit sheet names the field; a row of the indicator table names none, and is shown itself.
Private Sub PerfxlGoTo(wb As Workbook, ByVal row As Long)
    Dim fields As Range, place As Range, audit As Worksheet
    Set audit = PerfxlSheet(wb, PerfxlText("audit_sheet"))
    Set fields = PerfxlNamed(wb, PerfxlText("fields"))
    Set place = PerfxlNamed(wb, audit.Cells(row, fields.Column).Text)
    If place Is Nothing Then Set place = audit.Cells(row, fields.Column)
    PerfxlShow wb, place.Worksheet.Name, place.Cells(1, 1).Address, ""
End Sub

Private Function PerfxlNamed(wb As Workbook, ByVal text As String) As Range
    Dim n As Name
    For Each n In wb.Names
        If n.Name = text Then
            Set PerfxlNamed = n.RefersToRange
            Exit For
        End If
    Next
End Function

Public Function PerfxlOffline_Canary() As String
    PerfxlOffline_Canary = "ok"
End Function
