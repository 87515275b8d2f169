const zones = new WeakMap();
const mega = (bytes) => (bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 }) + " MB";

function line(files, file) {
  const one = document.createElement("div");
  one.className = "file";
  one.innerHTML = '<span class="name"></span><span class="size"></span><button type="button">Cancel</button>' +
    '<progress max="1" value="0"></progress>';
  one.querySelector(".name").textContent = file.name;
  one.querySelector(".size").textContent = mega(file.size);
  one.querySelector("progress").setAttribute("aria-label", "Uploading " + file.name);
  files.append(one);
  return one;
}

function reason(request) {
  try { return JSON.parse(request.responseText).error; } catch { return "The upload broke off."; }
}

function put(file, one, data) {
  return new Promise((resolve, reject) => {
    if (file.size > data.largest) return reject(new Error("It is larger than " + mega(data.largest) + "."));
    const request = new XMLHttpRequest();
    request.open("PUT", data.base + "/api/uploads/" + encodeURIComponent(file.name));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-funnelscope-ticket", data.ticket);
    request.upload.onprogress = (event) => {
      one.querySelector("progress").value = event.loaded / file.size;
      one.querySelector(".size").textContent = mega(event.loaded) + " of " + mega(file.size);
    };
    request.onload = () =>
      request.status === 201 ? resolve(JSON.parse(request.responseText)) : reject(new Error(reason(request)));
    request.onerror = () => reject(new Error("The upload broke off."));
    request.onabort = () => reject(new Error(""));
    one.querySelector("button").onclick = () => request.abort();
    request.send(file);
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const zone = parentElement.querySelector(".zone");
  const input = parentElement.querySelector("input");
  const files = parentElement.querySelector(".files");
  const now = zones.get(parentElement) ?? { busy: false };
  zones.set(parentElement, now);
  Object.assign(now, { data, setTriggerValue });
  parentElement.querySelector(".label").textContent = data.label;
  parentElement.querySelector(".what").textContent = "Drop files here, or choose";
  parentElement.querySelector(".hint").textContent = data.hint;
  input.setAttribute("aria-label", data.label);

  const send = async (chosen) => {
    if (now.busy || !chosen.length) return;
    now.busy = true;
    zone.classList.add("busy");
    files.replaceChildren();
    const kept = [];
    for (const [file, one] of chosen.map((file) => [file, line(files, file)])) {
      try {
        kept.push((await put(file, one, now.data)).id);
        one.remove();
      } catch (wrong) {
        if (!wrong.message) { one.remove(); continue; }
        one.querySelector("progress").remove();
        one.querySelector("button").remove();
        const said = document.createElement("span");
        said.className = "wrong";
        said.textContent = wrong.message;
        one.append(said);
      }
    }
    now.busy = false;
    zone.classList.remove("busy");
    if (kept.length) now.setTriggerValue("uploaded", kept);
  };
  input.onchange = () => { const chosen = [...input.files]; send(chosen); input.value = ""; };
  zone.ondragover = (event) => { event.preventDefault(); zone.classList.add("over"); };
  zone.ondragleave = () => zone.classList.remove("over");
  zone.ondrop = (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    send([...event.dataTransfer.files]);
  };
}
