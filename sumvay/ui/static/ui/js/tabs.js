// On a narrow screen the row of tabs stands where the open one is seen.
for (const open of document.querySelectorAll(".tabs [aria-current]")) open.scrollIntoView({ inline: "center", block: "nearest" });
