Option Explicit
' Starting perfxl. The command is the one line that the installer wrote into its own folder. It is never taken from a
' workbook, its folder or its name, and nothing of a workbook or a folder is ever put behind it: only words that stand in
' these sources. So no workbook can choose what runs.

Private home As String

Private Function PerfxlAt(ByVal item As String) As String
    If home = "" Then home = PerfxlHome()
    PerfxlAt = home & Application.PathSeparator & item
End Function

' How Python reaches the workbook: live or copy.
Public Function PerfxlMode() As String
    PerfxlMode = PerfxlLine(PerfxlAt("command.txt"), 1)
End Function

' What to run; "" where perfxl is not installed.
Public Function PerfxlCommand() As String
    PerfxlCommand = PerfxlLine(PerfxlAt("command.txt"), 2)
End Function

' The folder through which files pass, with the separator at its end.
Public Function PerfxlWork() As String
    PerfxlWork = PerfxlAt("work") & Application.PathSeparator
End Function

' Nothing of an earlier run may be taken for the result of the next.
Public Sub PerfxlForget()
    PerfxlMakeFolder PerfxlAt("work")
    PerfxlRemove PerfxlWork() & "input.xlsx"
    PerfxlRemove PerfxlWork() & "folder.txt"
    PerfxlRemove PerfxlWork() & "result.xlsx"
    PerfxlRemove PerfxlWork() & "export.xlsx"
    PerfxlRemove PerfxlWork() & "done.txt"
End Sub

' Run the command with words of our own behind it. False, and the person is told, where no result came of it.
Public Function PerfxlStart(ByVal words As String, ByVal seconds As Long) As Boolean
    PerfxlLaunch words, PerfxlWork() & "done.txt", seconds
    If Not PerfxlExists(PerfxlWork() & "done.txt") Then
        PerfxlSay PerfxlText("no_answer")
    ElseIf Not PerfxlExists(PerfxlWork() & "result.xlsx") Then
        PerfxlSay PerfxlText("no_result")
    Else
        PerfxlStart = True
    End If
End Function

Public Function PerfxlTool_Canary() As String
    PerfxlTool_Canary = "ok"
End Function
