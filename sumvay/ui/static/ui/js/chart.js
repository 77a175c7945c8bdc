// Draws plots with ECharts in the house's palette; the data stand in a json_script beside each [data-chart].
const TOKENS = ["ink", "ink-soft", "sheet", "line", "line-strong", "blue", "leaf", "mai", "red", "face"];
const drawn = new Map();
let library = null;

function load(src) {
  return new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  });
}

function echartsFor(place) {
  library ??= load(place.dataset.echarts).then(() => load(place.dataset.echartsVi));
  return library;
}

// On paper it is always day: the tokens are read with the light theme on, before the browser changes its medium.
function palette(printing) {
  const root = document.documentElement, theme = root.dataset.theme ?? "";
  if (printing) root.dataset.theme = "light";
  const style = getComputedStyle(root);
  const values = Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  root.dataset.theme = theme;
  const { blue, leaf, mai, red, line, "line-strong": faint } = values;
  return { token: (name) => values[name], tones: { blue, leaf, mai, red, faint, none: line }, order: [blue, mai, leaf, faint, red] };
}

const lying = (chart) => chart.kind === "hbar" || chart.kind === "hstack";
const stacked = (chart) => chart.kind === "stack" || chart.kind === "hstack";
const say = (value) => (value === null || value === undefined ? "–" : value.toLocaleString("vi-VN"));

function series(chart, colours) {
  return chart.series.map((one, place) => {
    const last = place === chart.series.length - 1 || !stacked(chart);
    const round = lying(chart) ? [0, 3, 3, 0] : [3, 3, 0, 0];
    return {
      name: one.name,
      type: chart.kind === "line" ? "line" : "bar", stack: stacked(chart) ? "all" : undefined,
      data: lying(chart) ? [...one.values].reverse() : one.values,
      color: colours.tones[one.tone] ?? colours.order[place % colours.order.length],
      barMaxWidth: lying(chart) ? 18 : 36, itemStyle: { borderRadius: last ? round : 0 },
      lineStyle: { width: 2.5, type: one.dashed ? "dashed" : "solid" }, symbol: "circle", symbolSize: 6,
      showSymbol: one.values.length < 16 && !one.dashed,
      label: { show: lying(chart) && !stacked(chart), position: "right", color: colours.token("ink-soft"), formatter: ({ value }) => say(value) },
    };
  });
}

// A long name takes as many lines as its bar has room for, no more: names do not run into one another.
function lyingNames({ labels }, colours, place) {
  const pen = document.createElement("canvas").getContext("2d"), line = 17;
  pen.font = `13px ${colours.token("face")}`;
  const long = (label) => pen.measureText(label).width;
  const width = Math.min(240, place.clientWidth * 0.42, 4 + Math.max(...labels.map(long)));
  const lines = Math.max(1, Math.floor((place.clientHeight - 44) / labels.length / line));
  const room = lines > 1 ? lines * width * 0.85 : width;
  const cut = (words) => (words.length > 1 && long(`${words.join(" ")}…`) > room ? cut(words.slice(0, -1)) : `${words.join(" ")}…`);
  const formatter = (label) => (long(label) <= room ? label : cut(label.split(" ")));
  return { interval: 0, width, overflow: lines > 1 ? "break" : "truncate", lineHeight: line, formatter };
}

function axes(chart, colours, place) {
  const soft = colours.token("ink-soft");
  const names = {
    type: "category",
    data: lying(chart) ? [...chart.labels].reverse() : chart.labels,
    axisLine: { lineStyle: { color: colours.token("line-strong") } }, axisTick: { show: false },
    axisLabel: { color: soft, fontSize: 13, hideOverlap: !lying(chart), ...(lying(chart) ? lyingNames(chart, colours, place) : {}) },
  };
  const values = {
    type: "value", minInterval: 1, splitNumber: 4,
    splitLine: { show: !lying(chart) || stacked(chart), lineStyle: { color: colours.token("line") } },
    axisLabel: { show: !lying(chart) || stacked(chart), color: soft, fontSize: 13, formatter: say },
  };
  return lying(chart) ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values };
}

function option(chart, place, printing) {
  const colours = palette(printing);
  const many = chart.series.length > 1;
  return {
    animation: false,
    aria: { enabled: true, decal: { show: printing && many } },
    textStyle: { fontFamily: colours.token("face"), fontSize: 13, color: colours.token("ink") },
    grid: { top: many ? 40 : 12, left: 0, right: lying(chart) ? 44 : 8, bottom: 0, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: many ? { type: "scroll", top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 18, icon: "roundRect", textStyle: { color: colours.token("ink-soft"), fontSize: 13 } } : undefined,
    // Drawn on the canvas: a tooltip made of HTML would need inline styles, which the CSP refuses.
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: chart.kind === "line" ? "line" : "shadow" },
      backgroundColor: colours.token("sheet"), borderColor: colours.token("line"), textStyle: { color: colours.token("ink"), fontSize: 13 },
      valueFormatter: (value) => `${say(value)}${chart.unit ? ` ${chart.unit}` : ""}`,
    },
    ...axes(chart, colours, place),
    series: series(chart, colours),
  };
}

function paint(place, printing) {
  const chart = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  drawn.get(place).setOption(option(chart, place, printing), true);
}

async function draw(place) {
  await Promise.all([echartsFor(place), document.fonts.ready]);
  if (!drawn.has(place)) drawn.set(place, window.echarts.init(place, null, { locale: "VI" }));
  paint(place, false);
}

function drawAll() {
  for (const place of [...drawn.keys()]) if (!place.isConnected) { drawn.get(place).dispose(); drawn.delete(place); }
  for (const place of document.querySelectorAll("[data-chart]")) draw(place);
}

drawAll();
document.addEventListener("htmx:afterSettle", () => drawAll());
document.addEventListener("theme", () => drawAll());
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll());
window.addEventListener("resize", () => { for (const plot of drawn.values()) plot.resize(); });
window.addEventListener("beforeprint", () => { for (const place of drawn.keys()) paint(place, true); });
window.addEventListener("afterprint", () => drawAll());
