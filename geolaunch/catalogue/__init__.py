"""The tables of launches, claims and missiles: those that ship and a user's own.

===========  =====================================================================================
missiles     the missiles that ship: names, classes, published range estimates, longest flights
claims       rows of claims to reports: one report an originator and source
launches     the launches that ship: load and find
columns      what each cell of the catalogue's tables may hold
integrity    the same of whole tables: ids, keys, claims
user_tables  a user's own catalogue: read whole, or refused with every fault
selection    launches chosen by missile, class, site, outcome, dates, words
rows         launches and claims as plain rows, CSV, GeoJSON
frames       the same as data frames with typed columns, and GeoParquet
inputs       what a user names or hands in -> launches
===========  =====================================================================================
"""
