// Sets light or dark before the first paint, so that the page does not flash. The key is the one of src/theme.ts.
(function () {
  var chosen = "auto";
  try {
    chosen = localStorage.getItem("obscura-color-scheme") || "auto";
  } catch (storageIsClosed) {
    // private mode: follow the system
  }
  var dark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
