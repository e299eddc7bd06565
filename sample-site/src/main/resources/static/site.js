// Copies the source that a button names, and says so.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    const said = document.getElementById('copy-status');
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = 'Copied';
      said.textContent = 'Copied to the clipboard.';
    } catch {
      said.textContent = 'Your browser did not allow copying. Select the text and copy it by hand.';
      said.classList.remove('visually-hidden');
    }
  });
}
