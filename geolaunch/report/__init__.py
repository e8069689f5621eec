"""What one source said of one launch, and its form as JSON.

=============  =====================================================================================
quantity       one reported number: value, unit, qualifier, words, and its spread in km
direction      one reported direction: winds or degrees, its spread, and the words for it
model          `Report`: what one source said of one launch; `Launch`: an event and its reports
voices         which word of an originator stands: latest, replaced, retracted
values         the kinds of values: each read, written, and its JSON Schema
clock          whether the date and the times of one account can be of one launch
quantity_json  the same of a quantity
fields         the table of the fields of a report, from which their lists are made
io             report files in and out: records read with the path of every fault
schema         the JSON Schema of a report file
=============  =====================================================================================
"""
