Option Explicit
' Windows and Linux: where the installer's folder is, how a program is started, how a folder is chosen. On a Mac the
' installer puts another module in the place of this one.

' The user's own folder, the same whatever workbook is open.
Public Function PerfxlHome() As String
    Dim slash As String
    slash = Application.PathSeparator
    If Environ("APPDATA") <> "" Then
        PerfxlHome = Environ("APPDATA") & slash & "Microsoft" & slash & "Excel" & slash & "XLSTART" & slash & "perfxl"
    Else
        PerfxlHome = Environ("HOME") & slash & ".local" & slash & "share" & slash & "perfxl" & slash & "perfxl"
    End If
End Function

' Run the command with words of our own behind it, until the file that it writes at its end is there.
Public Sub PerfxlLaunch(ByVal words As String, ByVal done As String, ByVal seconds As Long)
    Dim launcher As Object, started As Date
    On Error Resume Next
    Set launcher = CreateObject("WScript.Shell")
    On Error GoTo 0
    If Not launcher Is Nothing Then
        launcher.Run PerfxlCommand() & " " & words, 0, True
    Else
        Shell PerfxlCommand() & " " & words, 0
        started = Now
        Do While Not PerfxlExists(done) And (Now - started) * 86400 < seconds
            PerfxlPause
        Loop
    End If
End Sub

' Waiting must let the other program in; DoEvents alone does not in LibreOffice. On a busy machine the moment to wait for
' may be over already, which LibreOffice calls an error.
Private Sub PerfxlPause()
    On Error Resume Next
    Application.Wait Now + 0.05 / 86400
End Sub

' The folder that the person chooses; "" where none was chosen.
Public Function PerfxlChooseFolder(ByVal prompt As String) As String
    Dim dialog As Object
    PerfxlChooseFolder = PerfxlLibreFolder(prompt)
    On Error Resume Next
    Set dialog = Application.FileDialog(4)
    If dialog Is Nothing Then Exit Function
    dialog.Title = prompt
    If dialog.Show = -1 Then PerfxlChooseFolder = dialog.SelectedItems(1)
End Function

' Here no leave is needed to write beside the workbook.
Public Sub PerfxlAskLeave(ByVal path As String)
End Sub

Public Function PerfxlSystem_Canary() As String
    PerfxlSystem_Canary = "ok"
End Function
