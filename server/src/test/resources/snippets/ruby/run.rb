require_relative 'verification'

puts verified?(ENV.fetch('ACCESS_TOKEN'), ENV.fetch('IDENTIFIER')) ? 'verified' : 'refused'
