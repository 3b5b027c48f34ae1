Option Explicit
Option Private Module

#If Win64 Then
    Private Const DLL_NAME As String = "xlwings64-{version}.dll"
    Private Declare PtrSafe Function ActivateServer Lib "xlwings64-{version}.dll" Alias "XLPyDLLActivateAuto" (ByRef result As Variant, ByVal command As String, ByVal mode As Long) As Long
#Else
    Private Const DLL_NAME As String = "xlwings32-{version}.dll"
    Private Declare PtrSafe Function ActivateServer Lib "xlwings32-{version}.dll" Alias "XLPyDLLActivateAuto" (ByRef result As Variant, ByVal command As String, ByVal mode As Long) As Long
#End If
Private Declare PtrSafe Function LoadLibrary Lib "KERNEL32" Alias "LoadLibraryA" (ByVal path As String) As LongPtr

Private Const CALLS As String = "cbsc_xl.hosts.classic.calls"
Private Const MACROS As String = "cbsc_xl.hosts.classic.excel"

Private connection As Object

Public Function AskPython(ByRef arguments() As Variant, ByVal book As Object) As Variant
    AskPython = PythonServer().CallUDF(CALLS, "call", arguments, book)
End Function

Public Sub AskMacro(ByVal macroName As String, ByVal book As Object)
    PythonServer().CallUDF MACROS, "macro", Array(macroName, book.FullName), book
End Sub

Public Function CountsFrom1904(ByVal book As Object) As Boolean
    CountsFrom1904 = book.Date1904
End Function

Private Function PythonServer() As Object
    Dim interpreter As String
    Dim result As Variant
    If connection Is Nothing Then
        interpreter = InterpreterPath()
        LoadDll ParentFolder(interpreter)
        If ActivateServer(result, ServerCommand(interpreter), 1) <> 0 Then Err.Raise vbObjectError + 1, , CStr(result)
        ' The first call names no workbook: xlwings would refuse one with a sheet whose name ends in .py
        result.CallUDF CALLS, "call", Array("CBSC_VERSION", "")
        Set connection = result
    End If
    Set PythonServer = connection
End Function

Public Sub ForgetServer()
    Set connection = Nothing
End Sub

Private Function ServerCommand(ByVal interpreter As String) As String
    ServerCommand = Chr(34) & interpreter & Chr(34) & " -B -c " & Chr(34) & "{program}" & Chr(34)
End Function

Private Function InterpreterPath() As String
    Dim key As String
    Dim path As String
    Dim handle As Integer
    handle = FreeFile
    Open Environ("USERPROFILE") & "\.cbsc_xl\cbsc_xl.conf" For Input As #handle
    Input #handle, key, path
    Close #handle
    InterpreterPath = path
End Function

Private Sub LoadDll(ByVal folder As String)
    If LoadLibrary(folder & "\" & DLL_NAME) <> 0 Then Exit Sub
    If LoadLibrary(ParentFolder(folder) & "\" & DLL_NAME) = 0 Then Err.Raise vbObjectError + 2, , DLL_NAME
End Sub

Private Function ParentFolder(ByVal path As String) As String
    ParentFolder = Left$(path, InStrRev(path, "\") - 1)
End Function
