// Counts go on: from their date to today in Japan, where the days were lived. An older clock changes nothing.
{
  const today = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Tokyo" }).format();
  const dates = [...document.querySelectorAll("time[data-until]")].filter((date) => today > date.dateTime);
  const number = (count) => new Intl.NumberFormat(dates[0].dataset.until).format(count);
  if (dates.length) {
    for (const count of document.querySelectorAll("[data-since]")) {
      const { since } = count.dataset;
      const days = Math.round((Date.parse(today) - Date.parse(since)) / 864e5);
      // Of a date without a day, the years that have certainly passed: it counts from its end.
      const years = today.slice(0, 4) - since.slice(0, 4) - (today.slice(5) < `${since.slice(5) || 12}-31`);
      count.textContent = number(since.length < 10 ? years : days);
    }
    for (const age of document.querySelectorAll("[data-born]")) {
      const { born } = age.dataset;
      age.textContent = number(today.slice(0, 4) - born.slice(0, 4) - (today.slice(5) < born.slice(5)));
    }
  }
  for (const date of dates) {
    date.textContent = new Intl.DateTimeFormat(date.dataset.until, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(today));
    date.dateTime = today;
  }
}
