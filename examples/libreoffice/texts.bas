' Writes documents as LibreOffice reads them, with all changes accepted and hidden words taken out.
' A line of the list is a file, where to write it, and the filter, with tabs between.
Sub Main(files As String)
  Dim handle As Integer, row As String, pair
  handle = FreeFile
  Open files For Input As #handle
  Do While Not EOF(handle)
    Line Input #handle, row
    pair = Split(row, Chr(9))
    If UBound(pair) = 2 Then Convert(pair(0), pair(1), pair(2))
  Loop
  Close #handle
End Sub

Sub Convert(source As String, target As String, filter As String)
  On Error GoTo Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim document
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If IsNull(document) Then Exit Sub
  If document.supportsService("com.sun.star.text.GenericTextDocument") Then
    Dim frame, dispatcher
    frame = document.CurrentController.Frame
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, Array())
    document.CurrentController.ViewSettings.ShowHiddenText = True
    Clear(document.Text)
  End If
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filter
  If filter = "Text (encoded)" Then
    how(1).Name = "FilterOptions"
    how(1).Value = "UTF8,LF"
  End If
  document.storeToURL(target, how())
  document.close(True)
Failed:
End Sub

Sub Clear(text)
  Dim paragraphs, paragraph, portions, portion, found, n
  paragraphs = text.createEnumeration()
  Do While paragraphs.hasMoreElements()
    paragraph = paragraphs.nextElement()
    If paragraph.supportsService("com.sun.star.text.TextTable") Then
      For Each found In paragraph.CellNames
        Clear(paragraph.getCellByName(found))
      Next
    Else
      Dim away(1000)
      n = 0
      portions = paragraph.createEnumeration()
      Do While portions.hasMoreElements()
        portion = portions.nextElement()
        If portion.TextPortionType = "Text" Then
          If portion.CharHidden And n < 1000 Then
            away(n) = portion
            n = n + 1
          End If
        End If
      Loop
      Do While n > 0
        n = n - 1
        away(n).setString("")
      Loop
    End If
  Loop
End Sub
