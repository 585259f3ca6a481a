// Draws the chart and the map of a table. Colours come from the style sheet, so they follow light and dark.
const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function start(element) {
  const chart = echarts.init(element, null, { renderer: "canvas" });
  new ResizeObserver(() => chart.resize()).observe(element);
  return chart;
}

function drawBars(element) {
  const { column, isHistogram, bars } = JSON.parse(element.dataset.chart);
  const labels = { type: "category", data: bars.map(bar => bar.label), name: isHistogram ? column : "",
    nameLocation: "middle", nameGap: 34, inverse: !isHistogram,
    axisLabel: { color: color("--muted"), width: isHistogram ? undefined : 220, overflow: "truncate", hideOverlap: true },
    axisLine: { lineStyle: { color: color("--line") } }, nameTextStyle: { color: color("--muted") } };
  const counts = { type: "value", name: "rows", minInterval: 1, nameTextStyle: { color: color("--muted") },
    axisLabel: { color: color("--muted") }, splitLine: { lineStyle: { color: color("--line") } } };
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { containLabel: true, left: isHistogram ? 40 : 16, right: 48, top: 36, bottom: isHistogram ? 36 : 16 },
    xAxis: isHistogram ? labels : counts,
    yAxis: isHistogram ? counts : labels,
    // richText draws on the canvas: a tooltip in HTML would need inline styles, which the page does not allow.
    tooltip: { renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow" } },
    series: [{ type: "bar", name: "rows", data: bars.map(bar => bar.rows), itemStyle: { color: color("--accent") },
      barCategoryGap: isHistogram ? "4%" : "30%", barMaxWidth: isHistogram ? undefined : 40 }],
  };
}

// A country on both sides of the date line is drawn on one: otherwise its outline would cross the whole map.
// Antarctica goes around the pole and stays as it is: its outline crosses the map at the lower edge.
function unwrap(ring) {
  const isAroundPole = ring.some(([, latitude]) => latitude < -80);
  const crosses = !isAroundPole && ring.some(([longitude], index) => index > 0 && Math.abs(longitude - ring[index - 1][0]) > 180);
  return crosses ? ring.map(([longitude, latitude]) => [longitude < 0 ? longitude + 360 : longitude, latitude]) : ring;
}

function toMap(world) {
  const countries = topojson.feature(world, world.objects.countries);
  for (const { geometry } of countries.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const polygon of polygons) {
      polygon.splice(0, polygon.length, ...polygon.map(unwrap));
    }
  }
  return countries;
}

async function drawMap(element) {
  const points = JSON.parse(element.dataset.points);
  const world = await (await fetch("/lib/countries-110m.json")).json();
  echarts.registerMap("world", toMap(world));
  return {
    animation: false,
    geo: { map: "world", roam: true, silent: true, boundingCoords: [[-180, 85], [180, -85]],
      left: 8, right: 8, top: 8, bottom: 8,
      itemStyle: { areaColor: color("--land"), borderColor: color("--surface") } },
    tooltip: { renderMode: "richText", formatter: ({ value }) => `${value[1].toFixed(4)}°, ${value[0].toFixed(4)}°` },
    series: [{ type: "scatter", coordinateSystem: "geo", data: points, symbolSize: points.length > 500 ? 4 : 9,
      itemStyle: { color: color("--accent"), opacity: 0.8, borderColor: color("--surface"), borderWidth: 1 } }],
  };
}

const bars = document.getElementById("chart-canvas");
if (bars) {
  const chart = start(bars);
  const draw = () => chart.setOption(drawBars(bars), true);
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}

const map = document.getElementById("map-canvas");
if (map) {
  const chart = start(map);
  const draw = async () => chart.setOption(await drawMap(map), true);
  await draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
