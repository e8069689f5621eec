"""How many missiles: counting rules, tallies, and those that others published.

=========  =======================================================================================
rules      counting rules: which missiles count, and what makes one event
counts     the place of a launch among others, and tables of counts
published  tallies that others published, beside ours
summary    tallies as lines to print and as flat records
=========  =======================================================================================
"""
