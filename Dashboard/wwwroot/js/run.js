// Follows a run while it goes on: log lines as they come, and the changing part of the page drawn by the server.
const live = document.getElementById("live");
const log = document.getElementById("log");
const lines = log.querySelector("ol");
const known = new Set([...lines.children].map(line => line.dataset.id));
const levels = { info: "INFO", warning: "WARN", error: "ERROR" };

let refreshing = false;
let again = false;

async function refresh() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  try {
    do {
      again = false;
      const answer = await fetch(`${location.pathname}?handler=Live`, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        replace(await answer.text());
      }
    } while (again);
  } catch {
    // The server is away for a moment: the event source connects again, and the next change is drawn then.
  } finally {
    refreshing = false;
  }
}

function replace(html) {
  const focused = live.contains(document.activeElement) ? document.activeElement.id : "";
  live.innerHTML = html;
  if (focused) {
    document.getElementById(focused)?.focus();
  }
}

function append(id, entry) {
  if (known.has(id)) {
    return;
  }
  known.add(id);
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  const line = document.createElement("li");
  line.dataset.id = id;
  line.className = `level-${entry.level}`;
  const at = new Date(entry.at).toISOString();
  const message = entry.message.replace(/[\r\n]+/g, " ");
  line.textContent = `${at} ${levels[entry.level].padEnd(5)} ${entry.stage.padEnd(8)} ${message}`;
  lines.append(line);
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

log.scrollTop = log.scrollHeight;
if (live.dataset.open === "true") {
  const source = new EventSource(`/api/runs/${live.dataset.run}/events`);
  source.addEventListener("run", refresh);
  source.addEventListener("log", event => append(event.lastEventId, JSON.parse(event.data)));
  source.addEventListener("end", () => {
    source.close();
    refresh();
  });
}
