# compare.py - compare the cells of a workbook, as openpyxl reads it, with a CSV file: their values and types
# usage: compare.py BOOK CSV DATES NUMBERS: the columns of dates and of numbers, with commas between
import csv, datetime, re, sys
import openpyxl


def as_text(value):
    """openpyxl leaves the escapes of characters that XML does not have."""
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), value).replace("\n", "\u2028")


def is_same(value, text, kind):
    if text == "":
        return value is None or value == ""
    if kind == "date":
        return isinstance(value, datetime.datetime) and value.strftime("%Y-%m-%dT%H:%M:%S").startswith(text)
    if kind == "number":
        return type(value) in (int, float) and value == float(text)
    return isinstance(value, str) and as_text(value) == text


book, table, dates, numbers = sys.argv[1:]
kinds = {name: "date" for name in dates.split(",")} | {name: "number" for name in numbers.split(",")}
with open(table, encoding="utf-8", newline="") as f:
    expected = list(csv.reader(f, lineterminator="\n"))
sheet = openpyxl.load_workbook(book).worksheets[0]
bad = abs(sheet.max_row - len(expected))
if bad:
    print(f"{book}: {sheet.max_row} rows, not {len(expected)}")
compared = 0
for number, row in enumerate(expected[1:], 2):
    for column, text in enumerate(row, 1):
        cell = sheet.cell(number, column)
        compared += 1
        if cell.data_type == "f" or not is_same(cell.value, text, kinds.get(expected[0][column - 1], "text")):
            bad += 1
            print(f"{book}: {cell.coordinate}: {cell.value!r:.80} of type {cell.data_type}, not {text!r:.80}")
print(f"{book}: {compared} cells compared, {bad} differ")
sys.exit(bad > 0 or compared == 0)
