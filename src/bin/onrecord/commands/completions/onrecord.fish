
# Ids, rules and verdicts are asked of the program.
function __fish_onrecord_ask
    set -l words (commandline -opc)
    $words[1] complete -- $words[2..-1] "$(commandline -ct)" 2>/dev/null
end
complete -c onrecord -n "__fish_onrecord_using_subcommand trace impact review rename explain list" -f -a "(__fish_onrecord_ask)"
complete -c onrecord -n "__fish_onrecord_using_subcommand check" -l only -r -f -a "(__fish_onrecord_ask)"
complete -c onrecord -n "__fish_onrecord_using_subcommand check" -l rule -r -f -a "(__fish_onrecord_ask)"
complete -c onrecord -n "__fish_onrecord_using_subcommand review" -l verdict -r -f -a "(__fish_onrecord_ask)"
complete -c onrecord -n "__fish_onrecord_using_subcommand export" -l claim -r -f -a "(__fish_onrecord_ask)"
complete -c onrecord -n "__fish_onrecord_using_subcommand archive" -l publisher -r -f -a "(__fish_onrecord_ask)"
complete -c onrecord -n "__fish_onrecord_using_subcommand archive" -l document -r -f -a "(__fish_onrecord_ask)"
complete -c onrecord -n "__fish_onrecord_using_subcommand report export list" -l tag -r -f -a "(__fish_onrecord_ask)"
