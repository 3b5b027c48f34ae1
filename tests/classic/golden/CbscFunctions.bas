Option Explicit

Public Function CBSC_CHURN(Optional segment As Variant, Optional period As Variant, Optional channel As Variant, Optional data As Variant) As Variant
Attribute CBSC_CHURN.VB_Description = "Share of the customers who ""left""."
Attribute CBSC_CHURN.VB_ProcData.VB_Invoke_Func = " \n20"
    CBSC_CHURN = CallPython("CBSC_CHURN", Array(segment, period, channel, data))
End Function

Public Function CBSC_DATA(source As Variant, ParamArray more() As Variant) As Variant
Attribute CBSC_DATA.VB_Description = "Help."
Attribute CBSC_DATA.VB_ProcData.VB_Invoke_Func = " \n21"
    Dim others As Variant
    others = more
    CBSC_DATA = CallPython("CBSC_DATA", Joined(Array(source), others))
End Function

Public Function CBSC_VERSION() As Variant
Attribute CBSC_VERSION.VB_Description = "Help."
Attribute CBSC_VERSION.VB_ProcData.VB_Invoke_Func = " \n21"
    CBSC_VERSION = CallPython("CBSC_VERSION", Array())
End Function
