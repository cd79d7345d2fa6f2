// A count of days goes on: from its date to today in Japan, where the day was lived. An older clock changes nothing.
for (const count of document.querySelectorAll("[data-since]")) {
  const today = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Tokyo" }).format();
  const day = document.querySelector("time[data-until]");
  if (!day || today <= day.dateTime) continue;
  const { locale } = count.dataset;
  const days = Math.round((Date.parse(today) - Date.parse(count.dataset.since)) / 864e5);
  count.textContent = new Intl.NumberFormat(locale).format(days);
  day.textContent = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(today));
  day.dateTime = today;
}
