// Date fields read 2024-3-5, 20240305, 今天, 昨天, 三天前 and show the date they mean.
// The server reads the same; this only shows the result before it is sent.

const WORDS = { 今天: 0, today: 0, 昨天: 1, yesterday: 1, 前天: 2, 大前天: 3 };
const DIGITS = "零一二三四五六七八九";
const FORMS = [
  /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/,
  /^(\d{4})年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

export function readDates(root) {
  root.addEventListener("focusout", (event) => {
    const field = event.target;
    if (!field.matches?.("input[data-date]")) return;
    const iso = readDate(field.value, document.body.dataset.today);
    if (iso && iso !== field.value) {
      field.value = iso;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

// ISO date, or null where the text is no date that can be read.
export function readDate(text, today) {
  const written = text.normalize("NFKC").trim();
  const back = daysAgo(written.toLowerCase());
  if (back !== null && today) {
    const day = new Date(`${today}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - back);
    return day.toISOString().slice(0, 10);
  }
  const parts = FORMS.map((form) => form.exec(written)).find(Boolean);
  if (!parts) return null;
  const iso = `${parts[1]}-${parts[2].padStart(2, "0")}-${parts[3].padStart(2, "0")}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}

function daysAgo(word) {
  if (word in WORDS) return WORDS[word];
  const found = /^(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*天[之以]?前$/.exec(word);
  return found ? numeral(found[1]) : null;
}

function numeral(text) {
  if (/^\d+$/.test(text)) return Number(text);
  const value = (one) => (one === "两" ? 2 : DIGITS.indexOf(one));
  const [tens, ones, more] = text.split("十");
  if (more !== undefined || tens.length > 1 || (ones ?? "").length > 1) return null;
  if (ones === undefined) return value(tens);
  return (tens ? value(tens) : 1) * 10 + (ones ? value(ones) : 0);
}
