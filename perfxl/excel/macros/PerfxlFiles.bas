Option Explicit
' Files, in the work folder and beside the workbook. Nothing else in these sources opens, copies or takes away a file.

Public Function PerfxlExists(ByVal path As String) As Boolean
    PerfxlExists = (Dir(path) <> "")
End Function

Public Sub PerfxlRemove(ByVal path As String)
    If Dir(path) <> "" Then Kill path
End Sub

' False where the file cannot be read or its copy not be written.
Public Function PerfxlCopyFile(ByVal source As String, ByVal target As String) As Boolean
    On Error Resume Next
    If Dir(target) <> "" Then Kill target
    FileCopy source, target
    PerfxlCopyFile = (Err.Number = 0)
End Function

Public Sub PerfxlMakeFolder(ByVal path As String)
    If Dir(path, 16) = "" Then MkDir path
End Sub

' A line of a text file; "" where there is no such line.
Public Function PerfxlLine(ByVal path As String, ByVal number As Long) As String
    Dim f As Integer, i As Long, text As String
    If Dir(path) = "" Then Exit Function
    f = FreeFile
    Open path For Input As #f
    For i = 1 To number
        text = ""
        If Not EOF(f) Then Line Input #f, text
    Next
    Close #f
    PerfxlLine = Trim(text)
End Function

Public Sub PerfxlWriteLine(ByVal path As String, ByVal text As String)
    Dim f As Integer
    f = FreeFile
    Open path For Output As #f
    Print #f, text
    Close #f
End Sub

Public Function PerfxlFiles_Canary() As String
    PerfxlFiles_Canary = "ok"
End Function
