Option Explicit
' LibreOffice has these functions of its own, and they win there over functions of the same name in another module. Excel
' and WPS have them from here: so the one source compiles in all three, and can tell LibreOffice by an answer.

Public Function createUnoService(ByVal service As String) As Object
End Function

Public Function createUnoStruct(ByVal kind As String) As Object
End Function

Public Function createUnoListener(ByVal prefix As String, ByVal kind As String) As Object
End Function

Public Function ConvertToURL(ByVal path As String) As String
End Function

Public Function ConvertFromURL(ByVal address As String) As String
End Function

Public Function PerfxlStandIns_Canary() As String
    PerfxlStandIns_Canary = "ok"
End Function
