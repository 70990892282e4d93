"""The papers 文书 of a case, each with its fields and its form.

Source of titles, fields and wording: 人民调解法 and the Ministry of Justice's 人民调解文书格式
(司发通〔2010〕239号).
"""
