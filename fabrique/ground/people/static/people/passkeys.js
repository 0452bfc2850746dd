// Passkeys. Each form marked data-passkey says what it does; the options come with the page, or from the address.
const json = window.webauthnJSON;

async function options(form) {
  const written = form.querySelector("script[type='application/json']");
  if (written) return JSON.parse(written.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

function asPasskey(creation) {
  creation.publicKey.authenticatorSelection = { ...creation.publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return creation;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!json?.supported()) continue;
  form.hidden = false;
  const button = form.querySelector("button[type='button']");
  const sorry = form.querySelector("[role='alert'].field__error:last-of-type");
  button.addEventListener("click", async () => {
    sorry.hidden = true;
    button.setAttribute("aria-disabled", "true");
    try {
      const asked = await options(form);
      const key = form.dataset.passkey === "create" ? await json.create(asPasskey(asked)) : await json.get(asked);
      form.elements.credential.value = JSON.stringify(key);
      form.submit();
    } catch {
      sorry.hidden = false;
      button.removeAttribute("aria-disabled");
    }
  });
}
