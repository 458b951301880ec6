"""What happens with a report after it is made: accepted, reviewed, compared, explained."""
