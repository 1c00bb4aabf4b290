# Completion of apexsov for fish: apexsov completion fish > ~/.config/fish/completions/apexsov.fish
function __apexsov_complete
    set -l line (commandline -cp)
    apexsov "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c apexsov -a '(__apexsov_complete)'
