    # Ids, rules and verdicts are asked of the program.
    local -a asked
    asked=(${(f)"$("${(Q)words[1]}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)"})
    if (( $#asked )); then
        # A colon ends a value, unless it is marked.
        asked=(${${asked//:/\\:}/$'\t'/:})
        _describe 'value' asked
        return
    fi

