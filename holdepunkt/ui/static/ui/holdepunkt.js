// The little script of ours. Every page works without it.
(function () {
  "use strict";

  // One wrongly built part of the design system must not stop our own.
  function guarded(work) {
    if (!window.DKFDS) return;
    try {
      work(window.DKFDS);
    } catch (error) {
      console.warn("design system:", error);
    }
  }

  // The design system binds twice when it is started twice, and its start touches the whole page:
  // so the page is started once, and of what arrives later only the new nodes.
  function startNew(fresh) {
    guarded(function (design) {
      fresh.querySelectorAll("[data-module=error-summary]").forEach(function (node) {
        new design.ErrorSummary(node).init();
      });
      fresh.querySelectorAll(".form-limit").forEach(function (node) {
        new design.CharacterLimit(node).init();
      });
    });
  }

  function showCopyButtons(scope) {
    if (!navigator.clipboard) return;
    scope.querySelectorAll("[data-copy][hidden]").forEach(function (button) {
      button.hidden = false;
    });
  }

  function copy(button) {
    const field = document.getElementById(button.dataset.copy);
    navigator.clipboard.writeText(field.value).then(function () {
      const before = Array.from(button.childNodes);
      button.textContent = button.dataset.copied;
      setTimeout(function () { button.replaceChildren(...before); }, 2000);
    });
  }

  function tell(form, word) {
    const note = form.querySelector("[data-autosave-note]");
    if (note) note.textContent = note.dataset[word];
  }

  function autosaved(event) {
    const form = event.target;
    if (!form.matches || !form.matches("form[data-autosave]")) return;
    tell(form, event.detail.successful ? "saved" : "failed");
    const version = event.detail.xhr.getResponseHeader("Holdepunkt-Version");
    const field = form.querySelector("input[name=_version]");
    if (version && field) field.value = version;
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.target.matches("form[data-autosave]")) tell(event.target, "saving");
  });
  document.addEventListener("htmx:afterRequest", autosaved);
  document.addEventListener("htmx:load", function (event) {
    const fresh = event.detail.elt;
    if (fresh === document.body) return;
    startNew(fresh);
    showCopyButtons(fresh);
  });

  guarded(function (design) { design.init(); });
  showCopyButtons(document);
})();
