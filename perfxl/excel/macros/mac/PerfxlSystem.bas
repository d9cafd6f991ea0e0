Option Explicit
' macOS: Excel lives in a sandbox and may start nothing, but may ask for a script that the installer has put where no
' sandboxed program can write. The script holds the command, and takes only the words that it knows.

Private Const SCRIPT As String = "perfxl.applescript"

' The folder that all Office programs share; in the sandbox HOME may lead into the container of Excel.
Public Function PerfxlHome() As String
    Dim home As String, at As Long
    home = Environ("HOME")
    If home = "" Then home = "/Users/" & Environ("USER")
    at = InStr(home, "/Library/Containers/")
    If at > 0 Then home = Left(home, at - 1)
    PerfxlHome = home & "/Library/Group Containers/UBF8T346G9.Office/perfxl"
End Function

' The script comes back when the command has come to its end; without the script nothing happens.
Public Sub PerfxlLaunch(ByVal words As String, ByVal done As String, ByVal seconds As Long)
    Dim answer As String
    On Error Resume Next
    answer = AppleScriptTask(SCRIPT, "perfxl", words)
End Sub

' The folder that the person chooses; "" where none was chosen.
Public Function PerfxlChooseFolder(ByVal prompt As String) As String
    On Error Resume Next
    PerfxlChooseFolder = AppleScriptTask(SCRIPT, "folder", prompt)
End Function

' macOS asks the person whether Excel may write there.
Public Sub PerfxlAskLeave(ByVal path As String)
    Dim allowed As Boolean
    On Error Resume Next
    allowed = GrantAccessToMultipleFiles(Array(path))
End Sub

Public Function PerfxlSystem_Canary() As String
    PerfxlSystem_Canary = "ok"
End Function
