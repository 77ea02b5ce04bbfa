"""Figures on pictures of pages by the hundred thousand: how many of them are read wrongly without a doubt."""
