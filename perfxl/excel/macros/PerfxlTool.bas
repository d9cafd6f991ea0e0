Option Explicit
' Starting perfxl. The command is the one line that the installer wrote into the folder "perfxl" beside the add-in.
' It is never taken from a workbook, its folder or its name, and nothing of a workbook is ever put behind it: only
' words that stand in these sources. So no workbook can choose what runs.

Private Const WAIT_SECONDS As Long = 120

' Where the installer puts the add-in: the user's own folder, the same whatever workbook is open.
Private Function PerfxlHome() As String
    Dim folder As String, slash As String
    slash = Application.PathSeparator
    If Environ("APPDATA") <> "" Then
        PerfxlHome = Environ("APPDATA") & slash & "Microsoft" & slash & "Excel" & slash & "XLSTART" & slash & "perfxl"
    Else
        PerfxlHome = Environ("HOME") & slash & ".local" & slash & "share" & slash & "perfxl" & slash & "perfxl"
    End If
End Function

' Line 1 says how Python reaches the workbook (live or copy), line 2 what to run.
Private Function PerfxlLine(ByVal number As Long) As String
    Dim f As Integer, i As Long, text As String, path As String
    path = PerfxlHome() & Application.PathSeparator & "command.txt"
    If Dir(path) = "" Then Exit Function
    f = FreeFile
    Open path For Input As #f
    For i = 1 To number
        If Not EOF(f) Then Line Input #f, text
    Next
    Close #f
    PerfxlLine = Trim(text)
End Function

Public Function PerfxlMode() As String
    PerfxlMode = PerfxlLine(1)
End Function

Public Function PerfxlCommand() As String
    PerfxlCommand = PerfxlLine(2)
End Function

' The folder through which files pass, with the separator at its end.
Public Function PerfxlWork() As String
    Dim folder As String
    folder = PerfxlHome() & Application.PathSeparator & "work"
    If Dir(folder, 16) = "" Then MkDir folder
    PerfxlWork = folder & Application.PathSeparator
End Function

' Run the command with words of our own behind it; False if it did not come to an end.
Public Function PerfxlStart(ByVal words As String) As Boolean
    Dim launcher As Object, done As String, started As Double
    done = PerfxlWork() & "done.txt"
    If Dir(done) <> "" Then Kill done
    On Error Resume Next
    Set launcher = CreateObject("WScript.Shell")
    On Error GoTo 0
    If Not launcher Is Nothing Then
        launcher.Run PerfxlCommand() & " " & words, 0, True
    Else
        Shell PerfxlCommand() & " " & words, 0
        started = Timer
        Do While Dir(done) = "" And Abs(Timer - started) < WAIT_SECONDS
            PerfxlPause
        Loop
    End If
    PerfxlStart = (Dir(done) <> "")
End Function

' Waiting must let the other program in; DoEvents alone does not in LibreOffice. On a busy machine the moment to wait for
' may be over already, which LibreOffice calls an error.
Private Sub PerfxlPause()
    On Error Resume Next
    Application.Wait Now + 0.1 / 86400
End Sub

Public Function PerfxlTool_Canary() As String
    PerfxlTool_Canary = "ok"
End Function
