Option Explicit
Option Private Module

Private Const NO_ANSWER As String = "{no_answer}"

Public Function CallPython(ByVal functionName As String, ByVal given As Variant) As Variant
    Dim book As Object
    Dim arguments() As Variant
    Dim i As Long
    Set book = CallingWorkbook()
    ReDim arguments(0 To UBound(given) + 2)
    arguments(0) = functionName
    arguments(1) = book.FullName
    For i = 0 To UBound(given)
        If Not IsMissing(given(i)) Then arguments(i + 2) = PlainValue(given(i))
    Next i
    CallPython = WithErrors(Answer(arguments, book))
End Function

Public Function Joined(ByVal first As Variant, ByVal others As Variant) As Variant
    Dim list() As Variant
    Dim i As Long
    ReDim list(0 To UBound(first) + UBound(others) + 1)
    For i = 0 To UBound(first)
        If Not IsMissing(first(i)) Then list(i) = PlainValue(first(i))
    Next i
    For i = 0 To UBound(others)
        If Not IsMissing(others(i)) Then list(UBound(first) + 1 + i) = PlainValue(others(i))
    Next i
    Joined = list
End Function

Private Function CallingWorkbook() As Object
    If TypeName(Application.Caller) = "Range" Then
        Set CallingWorkbook = Application.Caller.Parent.Parent
    Else
        Set CallingWorkbook = ActiveWorkbook
    End If
End Function

Private Function PlainValue(ByRef value As Variant) As Variant
    If IsObject(value) Then
        PlainValue = CellValues(value)
    Else
        PlainValue = value
    End If
End Function

Private Function CellValues(ByVal cells As Object) As Variant
    Dim used As Object
    Set used = cells
    If cells.Rows.Count = cells.Worksheet.Rows.Count Then
        Set used = Application.Intersect(cells, cells.Worksheet.UsedRange)
    End If
    If used Is Nothing Then
        CellValues = Empty
    ElseIf CountsFrom1904(cells.Worksheet.Parent) Then
        CellValues = used.Value
    Else
        CellValues = used.Value2
    End If
End Function

Private Function Answer(ByRef arguments() As Variant, ByVal book As Object) As Variant
    On Error GoTo Restart
    Answer = AskPython(arguments, book)
    Exit Function
Restart:
    ForgetServer
    Resume Again
Again:
    On Error GoTo Failed
    Answer = AskPython(arguments, book)
    Exit Function
Failed:
    ForgetServer
    Answer = NO_ANSWER
End Function

Private Function WithErrors(ByVal result As Variant) As Variant
    Dim i As Long
    Dim j As Long
    If Not IsArray(result) Then
        WithErrors = CellValue(result)
        Exit Function
    End If
    If HasColumns(result) Then
        For i = LBound(result, 1) To UBound(result, 1)
            For j = LBound(result, 2) To UBound(result, 2)
                result(i, j) = CellValue(result(i, j))
            Next j
        Next i
    Else
        For i = LBound(result) To UBound(result)
            result(i) = CellValue(result(i))
        Next i
    End If
    WithErrors = result
End Function

Private Function HasColumns(ByRef result As Variant) As Boolean
    Dim last As Long
    On Error GoTo OneDimension
    last = UBound(result, 2)
    HasColumns = True
    Exit Function
OneDimension:
    HasColumns = False
End Function

Private Function CellValue(ByVal value As Variant) As Variant
    CellValue = value
    If VarType(value) <> vbString Then Exit Function
    Select Case value
        Case "#N/A"
            CellValue = CVErr(2042)
        Case "#VALUE!"
            CellValue = CVErr(2015)
        Case "#NUM!"
            CellValue = CVErr(2036)
        Case "#DIV/0!"
            CellValue = CVErr(2007)
    End Select
End Function
