"""The yearly summary as an official document 公文: written from the figures, then put into forms.

``writing`` makes one ``Document`` of a summary; Word, print and text add nothing to it.
"""
