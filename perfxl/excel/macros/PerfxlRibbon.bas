Option Explicit
' What the ribbon calls. The tag of a button is the name of its action.
' These sources are ASCII only, and use no #If, no Declare and no type of the Office library (Object instead of
' IRibbonControl): so they mean the same in Excel, in WPS and in LibreOffice, whatever the code page.

Public Sub PerfxlRibbon_OnAction(control As Object)
    PerfxlDo control.Tag
End Sub

Public Function PerfxlRibbon_Canary() As String
    PerfxlRibbon_Canary = "ok"
End Function
