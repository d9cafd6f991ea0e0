Option Explicit
' Sentences for the person, and finding sheets. The sentences stand on the sheet "perfxl" of the workbook that holds
' these macros, key and text, so that no source needs another character than ASCII.

Private quiet As Boolean
Private said As String
Private chosen As String
Private sentences As Variant

Public Function PerfxlText(ByVal key As String) As String
    Dim i As Long
    If IsEmpty(sentences) Then sentences = ThisWorkbook.Worksheets("perfxl").Range("A1:B80").Value
    PerfxlText = key
    For i = 1 To UBound(sentences, 1)
        If sentences(i, 1) = key Then
            PerfxlText = sentences(i, 2)
            Exit For
        End If
    Next
End Function

Public Sub PerfxlSay(ByVal sentence As String)
    said = sentence
    If Not quiet Then MsgBox sentence, 0, PerfxlText("title")
End Sub

' For programs that press the buttons: no boxes, the sentence is asked for afterwards, the folder is given before.
Public Sub PerfxlBeQuiet()
    quiet = True
    said = ""
End Sub

Public Sub PerfxlWillChoose(ByVal folder As String)
    chosen = folder
End Sub

Public Function PerfxlSaid() As String
    PerfxlSaid = said
End Function

' A folder that the person chooses; "" where none was chosen.
Public Function PerfxlPick(ByVal prompt As String) As String
    If quiet Then
        PerfxlPick = chosen
    Else
        PerfxlPick = PerfxlChooseFolder(prompt)
    End If
End Function

Public Function PerfxlSheet(wb As Workbook, ByVal sheetName As String) As Worksheet
    Dim s As Worksheet
    For Each s In wb.Worksheets
        If s.Name = sheetName Then
            Set PerfxlSheet = s
            Exit For
        End If
    Next
End Function

' Go to a cell; without such a sheet, say the sentence instead.
Public Sub PerfxlShow(wb As Workbook, ByVal sheetName As String, ByVal address As String, ByVal otherwise As String)
    Dim s As Worksheet
    Set s = PerfxlSheet(wb, sheetName)
    If s Is Nothing Then
        If otherwise <> "" Then PerfxlSay PerfxlText(otherwise)
    Else
        wb.Activate
        s.Activate
        s.Range(address).Select
    End If
End Sub

Public Function PerfxlTexts_Canary() As String
    PerfxlTexts_Canary = "ok"
End Function
