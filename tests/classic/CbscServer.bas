Option Explicit
Option Private Module

Private forgotten As Boolean

Public Function AskPython(ByRef arguments() As Variant, ByVal book As Object) As Variant
    Dim table(0 To 1, 0 To 1) As Variant
    Select Case arguments(0)
        Case "CBSC_VERSION"
            If Not forgotten Then Err.Raise 1000
            AskPython = "forgotten before this answer"
        Case "CBSC_DATA"
            If UBound(arguments) > 2 Then table(0, 0) = arguments(3)(1, 1)
            table(0, 1) = "#N/A"
            table(1, 0) = UBound(arguments) - 1
            AskPython = table
        Case Else
            If arguments(2) = "broken" Then Err.Raise 1000
            AskPython = "#N/A"
            If Not IsEmpty(arguments(2)) Then AskPython = arguments(2) & " of " & book.Name & ", " & (UBound(arguments) - 1) & " given"
    End Select
    forgotten = False
End Function

Public Function CountsFrom1904(ByVal book As Object) As Boolean
    CountsFrom1904 = False
End Function

Public Sub ForgetServer()
    forgotten = True
End Sub
