// Comfort on top of pages that work without it: a button that copies a link.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(button.dataset.copy).then(() => true, () => false);
    button.textContent = copied ? "Copied" : "Copying was refused";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
